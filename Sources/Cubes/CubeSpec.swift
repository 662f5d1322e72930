/// A declared aggregate: which accidents fall into one cell, and what is kept of them.
///
///     CubeSpec(name: "city", dimensions: [.state, .city, .source, .year], measures: [.count, .severityHistogram])
///
/// From this one value come the engines' plans, the partition artefacts and the tests' reference.
public struct CubeSpec: Sendable, Hashable {
    /// Names the cube in commands, artefacts and messages.
    public var name: String
    /// The key of a cell, outermost first.
    public var dimensions: [Dimension]
    /// What a cell holds. Every measure can be merged with itself exactly.
    public var measures: [Measure]

    /// An aggregate called `name`.
    public init(name: String, dimensions: [Dimension], measures: [Measure]) {
        self.name = name
        self.dimensions = dimensions
        self.measures = measures
    }
}

/// One part of a cell's key.
public enum Dimension: String, Sendable, Hashable, CaseIterable {
    /// Two-letter code; never null.
    case state
    /// The city as Silver spells it, trimmed; null when Silver has none.
    case city
    /// The feed; null when Silver has none.
    case source
    /// Calendar year of the local wall clock; never null.
    case year
    /// Days since 1970-01-01 of the local wall clock; never null.
    case date
    /// Calendar month of the local wall clock, counted as year × 12 + month − 1; never null.
    case month
    /// 1 = Monday … 7 = Sunday; never null.
    case weekday
    /// 0…23 of the local wall clock; never null.
    case hour

    /// Whether keys are dictionary codes (text) or the number itself.
    public var isText: Bool {
        switch self {
        case .state, .city, .source: true
        case .year, .date, .month, .weekday, .hour: false
        }
    }
}

/// What a cell keeps. A measure occupies one or more integer columns (``columnNames``).
public enum Measure: Sendable, Hashable {
    /// Number of accidents.
    case count
    /// Accidents of severity 1, 2, 3 and 4. Σ severity follows from it.
    case severityHistogram
    /// First and last accident date, as days since 1970-01-01.
    case dateRange

    /// The columns the measure occupies, in order.
    public var columnNames: [String] {
        switch self {
        case .count: ["count"]
        case .severityHistogram: ["severity_1", "severity_2", "severity_3", "severity_4"]
        case .dateRange: ["first_date", "last_date"]
        }
    }
}
