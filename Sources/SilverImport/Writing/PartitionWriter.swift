import Accidents
import ORC
import Silver
import Synchronization

/// Decides which rows of a partition are kept. One object per partition; called for its rows in their order.
protocol PartitionFilter: AnyObject, Sendable {
    /// Removes from `rows`, which are row numbers of `batch`, those that are not to be written.
    ///
    /// - Parameter index: The batch's place in its wave.
    func keep(_ rows: inout [Int32], of batch: SilverBatch, at index: Int)
}

/// One partition of `accidents_clean` that is being written: its file, and its part of the sums.
///
/// Within a wave one task alone has the partition, so that no call waits for another.
final class PartitionWriter: Sendable {
    let partition: Month
    let path: String
    private let work: Mutex<Work>

    init(_ partition: Month, path: String, options: ORCWriterOptions, filter: (any PartitionFilter)?) {
        self.partition = partition
        self.path = path
        work = Mutex(Work(path: path, options: options, filter: filter))
    }

    /// Rows written.
    var rowCount: Int { work.withLock { $0.file?.rowCount ?? 0 } }
    /// Bytes held in memory.
    var bufferedBytes: Int { work.withLock { $0.file?.bufferedBytes ?? 0 } }
    /// The sums of the rows written.
    var sums: SilverSums { work.withLock { $0.sums } }

    /// Writes the rows `order[range]` of a batch. The file is created for the first row that is kept.
    func write(_ batch: SilverBatch, range: Range<Int>, at index: Int) throws {
        try work.withLock { try $0.write(batch, range: range, at: index) }
    }

    /// Writes all rows of a batch, which must belong to this partition.
    func write(_ batch: SilverBatch) throws {
        batch.prepare()
        try write(batch, range: 0..<batch.count, at: 0)
    }

    func flushStripe() throws { try work.withLock { try $0.file?.flushStripe() } }

    func close() throws { try work.withLock { try $0.file?.close() } }
}

/// What a ``PartitionWriter`` has under its lock.
private struct Work {
    let path: String
    let options: ORCWriterOptions
    let filter: (any PartitionFilter)?
    var sums = SilverSums()
    var file: ORCWriter?
    /// The rows of the piece being written that are kept.
    var selection: [Int32] = []

    init(path: String, options: ORCWriterOptions, filter: (any PartitionFilter)?) {
        self.path = path
        self.options = options
        self.filter = filter
    }

    mutating func write(_ batch: SilverBatch, range: Range<Int>, at index: Int) throws {
        selection.removeAll(keepingCapacity: true)
        selection.append(contentsOf: batch.order[range])
        filter?.keep(&selection, of: batch, at: index)
        guard !selection.isEmpty else { return }
        try openFile().write(batch.columns, rows: selection)
        sums.add(batch, rows: selection)
    }

    private mutating func openFile() throws -> ORCWriter {
        if let file { return file }
        let folder = path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)
        try Files.createDirectory(String(folder))
        let opened = try ORCWriter(path: path, schema: AccidentColumn.schema, options: options)
        file = opened
        return opened
    }
}
