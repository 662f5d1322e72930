/// A filled ``CubeSpec``: one row per cell, column by column.
///
/// Cells are in ascending key order (text in byte order, null first), each key once, so that equal data give
/// equal cubes whatever the order of files and threads.
public struct Cube: Sendable, Equatable {
    /// What the cells are keyed by and hold.
    public let spec: CubeSpec
    /// Number of cells.
    public private(set) var cellCount: Int
    /// For each dimension, one key per cell: the index into ``dictionaries`` for text, the number itself otherwise;
    /// ``nullKey`` where the dimension is null.
    public private(set) var keys: [[Int32]]
    /// For each dimension its distinct texts in byte order; empty for a dimension of numbers.
    public private(set) var dictionaries: [[String]]
    /// For each measure column (``CubeSpec/measures`` flattened by ``Measure/columnNames``), one value per cell.
    public private(set) var columns: [[Int64]]

    /// The key of null.
    public static let nullKey: Int32 = -1

    /// Takes over columns that are already in key order.
    ///
    /// - Precondition: every column has `cellCount` entries, in the order and with the distinctness described above.
    public init(spec: CubeSpec, keys: [[Int32]], dictionaries: [[String]], columns: [[Int64]]) {
        precondition(keys.count == spec.dimensions.count && dictionaries.count == keys.count)
        precondition(columns.count == spec.columnNames.count)
        self.spec = spec
        self.keys = keys
        self.dictionaries = dictionaries
        self.columns = columns
        cellCount = columns.first?.count ?? keys.first?.count ?? 0
    }

    /// The keys of `dimension`, one key per cell. Nil when the spec lacks it.
    public func keys(_ dimension: Dimension) -> [Int32]? {
        spec.dimensions.firstIndex(of: dimension).map { keys[$0] }
    }

    /// The texts that the keys of `dimension` point into.
    public func dictionary(_ dimension: Dimension) -> [String] {
        spec.dimensions.firstIndex(of: dimension).map { dictionaries[$0] } ?? []
    }

    /// The measure column called `name` (see ``Measure/columnNames``). Nil when the spec lacks it.
    public func column(_ name: String) -> [Int64]? {
        spec.columnNames.firstIndex(of: name).map { columns[$0] }
    }

    /// Accidents a cell, from its count or its severity histogram; empty when the spec has neither.
    public var counts: [Int64] {
        if let counts = column("count") { return counts }
        let levels = Measure.severityHistogram.columnNames.compactMap { column($0) }
        guard levels.count == 4 else { return [] }
        return (0..<cellCount).map { cell in levels.reduce(0) { $0 + $1[cell] } }
    }
}
