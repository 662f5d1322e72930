/// A declared aggregate: which accidents fall into one cell, and what is kept of them.
///
///     CubeSpec("city", by: .state, .city, .source, .year, measures: [.severityHistogram])
///
/// From this one value come the engines' plans, the partition snapshots and the tests' reference.
public struct CubeSpec: Sendable, Hashable {
    /// Names the cube in commands, snapshots and messages.
    public var name: String
    /// The key of a cell, outermost first. Without any, the cube has one cell for all accidents.
    public var dimensions: [Dimension]
    /// What a cell holds. Every measure can be merged with itself exactly.
    public var measures: [Measure]
    /// The accidents that take part; nil for all.
    public var filter: Condition?

    /// An aggregate called `name`.
    public init(_ name: String, by dimensions: Dimension..., measures: [Measure], where filter: Condition? = nil) {
        self.init(name, by: dimensions, measures: measures, where: filter)
    }

    /// An aggregate called `name`.
    public init(_ name: String, by dimensions: [Dimension], measures: [Measure], where filter: Condition? = nil) {
        self.name = name
        self.dimensions = dimensions
        self.measures = measures
        self.filter = filter
    }

    /// The measure columns of a cell, in order.
    public var columnNames: [String] { measures.flatMap(\.columnNames) }
}
