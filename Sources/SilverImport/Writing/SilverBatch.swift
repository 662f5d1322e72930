public import Accidents
public import ORC
import Silver

/// Some thousand accidents on their way to Silver: a batch of ``AccidentColumn/schema`` and each row's partition.
///
/// Whoever makes rows fills ``columns`` and ``partitions``, sets ``count``, and hands the batch to
/// ``SilverWriter/append(_:)``; when that has returned the batch may be filled anew.
///
/// Unchecked, because many tasks of the writer read one batch at a time, which a lock would put in line, and its vectors are objects that
/// can be filled again. What holds: one task fills a batch, and until ``SilverWriter/append(_:)`` has returned it is only read.
public final class SilverBatch: @unchecked Sendable {
    /// The rows, one vector per column in the order of ``AccidentColumn``.
    public let columns: StructVector
    /// ``Month/code`` of each row.
    public var partitions = Buffer<Int32>()

    /// Row numbers ordered by partition, and where each partition's begin and end in them.
    private(set) var order: [Int32] = []
    private(set) var pieces: [(partition: Int32, range: Range<Int>)] = []
    /// Cell of each row in the sums by weather and by infrastructure; negative where the row is in none.
    var weatherCells: [Int32] = []
    var infrastructureCells: [Int32] = []

    /// Makes an empty batch with room for `capacity` rows.
    public convenience init(capacity: Int = 0) {
        self.init(StructVector(AccidentColumn.schema.children.map(ColumnVector.make)))
        reserve(capacity)
    }

    init(_ columns: StructVector) { self.columns = columns }

    /// Rows in the batch.
    public var count: Int { columns.count }

    /// Makes room for `rows` rows in every column.
    public func reserve(_ rows: Int) {
        columns.reserve(rows)
        partitions.reserve(rows)
    }

    /// Sets the number of rows, here and in every column. Call it when the rows are filled.
    public func finish(count: Int) {
        columns.count = count
        for child in columns.children { child.count = count }
    }

    /// The vector of a string column. Stops the program when the column holds no strings.
    public func strings(_ column: AccidentColumn) -> StringVector { vector(column) }
    /// The vector of an integer column.
    public func integers(_ column: AccidentColumn) -> IntegerVector { vector(column) }
    /// The vector of a double column.
    public func doubles(_ column: AccidentColumn) -> DoubleVector { vector(column) }
    /// The vector of a boolean column.
    public func booleans(_ column: AccidentColumn) -> BooleanVector { vector(column) }
    /// The vector of a timestamp column.
    public func timestamps(_ column: AccidentColumn) -> TimestampVector { vector(column) }

    private func vector<Vector: ColumnVector>(_ column: AccidentColumn) -> Vector {
        guard let vector = columns.children[column.index] as? Vector else {
            preconditionFailure("\(column.rawValue) is a column of kind \(column.kind)")
        }
        return vector
    }
}

extension SilverBatch {
    /// Orders the rows by partition, rows of one partition in the order they have, and finds each row's cells.
    func prepare() {
        groupByPartition()
        SilverSums.fillCells(of: self)
    }

    private func groupByPartition() {
        let codes = partitions.elements(0..<count)
        pieces.removeAll(keepingCapacity: true)
        guard let first = codes.min(), let last = codes.max() else { return order = [] }
        var next = [Int](repeating: 0, count: Int(last - first) + 1)
        for code in codes { next[Int(code - first)] += 1 }
        var start = 0
        for index in next.indices where next[index] > 0 {
            let end = start + next[index]
            pieces.append((first + Int32(index), start..<end))
            next[index] = start
            start = end
        }
        var order = [Int32](repeating: 0, count: count)
        for (row, code) in codes.enumerated() {
            order[next[Int(code - first)]] = Int32(row)
            next[Int(code - first)] += 1
        }
        self.order = order
    }
}
