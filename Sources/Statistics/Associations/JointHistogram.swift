/// How often two binned variables take each pair of bins: all that a correlation of ranks or categories needs.
public struct JointHistogram: Sendable, Hashable {
    /// Bins of the first variable.
    public let rowCount: Int
    /// Bins of the second variable.
    public let columnCount: Int
    /// Counts ≥ 0, row after row. Ordered variables have their bins in ascending order.
    public let counts: [Int64]

    /// A table of `rowCount` × `columnCount` counts.
    public init(rowCount: Int, columnCount: Int, counts: [Int64]) {
        precondition(rowCount >= 0 && columnCount >= 0 && counts.count == rowCount * columnCount)
        self.rowCount = rowCount
        self.columnCount = columnCount
        self.counts = counts
    }

    /// n
    public var total: Int64 { counts.reduce(0, +) }

    /// The count of each bin of the first variable.
    var rowTotals: [Int64] {
        (0..<rowCount).map { row in counts[(row * columnCount)..<((row + 1) * columnCount)].reduce(0, +) }
    }

    /// The count of each bin of the second variable.
    var columnTotals: [Int64] {
        (0..<columnCount).map { column in (0..<rowCount).reduce(0) { $0 + counts[$1 * columnCount + column] } }
    }
}
