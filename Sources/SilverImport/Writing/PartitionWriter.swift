import Accidents
import ORC
import Silver

/// Decides which rows of a partition are kept. One object a partition; called for its rows in their order.
protocol PartitionFilter: AnyObject, Sendable {
    /// Removes from `rows`, which are row numbers of `batch`, those that are not to be written.
    ///
    /// - Parameter index: The batch's place in its wave.
    func keep(_ rows: inout [Int32], of batch: SilverBatch, at index: Int)
}

/// One partition of `accidents_clean` that is being written: its file, and its part of the sums.
///
/// Safety: within a wave one task alone has the partition, and waves follow each other. That is why it may travel
/// between tasks without a lock.
final class PartitionWriter: @unchecked Sendable {
    let partition: Month
    let path: String
    let filter: (any PartitionFilter)?
    private(set) var sums = SilverSums()
    private let options: ORCWriterOptions
    private var file: ORCWriter?
    private var selection: [Int32] = []

    init(_ partition: Month, path: String, options: ORCWriterOptions, filter: (any PartitionFilter)?) {
        self.partition = partition
        self.path = path
        self.options = options
        self.filter = filter
    }

    /// Rows written.
    var rowCount: Int { file?.rowCount ?? 0 }
    /// Bytes held in memory.
    var bufferedBytes: Int { file?.bufferedBytes ?? 0 }

    /// Writes the rows `order[range]` of a batch. The file is created for the first row that is kept.
    func write(_ batch: SilverBatch, range: Range<Int>, at index: Int) throws {
        selection.removeAll(keepingCapacity: true)
        selection.append(contentsOf: UnsafeBufferPointer(start: batch.order.pointer + range.lowerBound, count: range.count))
        filter?.keep(&selection, of: batch, at: index)
        guard !selection.isEmpty else { return }
        let file = try openFile()
        try selection.withUnsafeBufferPointer { rows in
            try file.write(batch.columns, rows: rows)
            sums.add(batch, rows: rows)
        }
    }

    /// Writes all rows of a batch, which must belong to this partition.
    func write(_ batch: SilverBatch) throws {
        batch.prepare()
        try write(batch, range: 0..<batch.count, at: 0)
    }

    private func openFile() throws -> ORCWriter {
        if let file { return file }
        let folder = path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)
        try Files.createDirectory(String(folder))
        let opened = try ORCWriter(path: path, schema: AccidentColumn.schema, options: options)
        file = opened
        return opened
    }

    func flushStripe() throws { try file?.flushStripe() }

    func close() throws { try file?.close() }
}
