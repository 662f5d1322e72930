import ORC

/// Keeps the first of the rows that share an ID, a partition at a time, and counts the copies.
///
/// Safety: as ``PartitionWriter``, which calls it: one task at a time has the partition.
final class ImportFilter: PartitionFilter, @unchecked Sendable {
    /// The batches of the wave that is being written; rows are looked up by a batch's place in it.
    final class Wave: @unchecked Sendable {
        // Set between waves, read by the tasks of a wave.
        var batches: [ImportBatch] = []
    }

    private let wave: Wave
    private let dropsCopies: Bool
    private var ids: IDSet
    private var hashes = UInt64Set()
    private(set) var copies = 0
    private var rejected: [RejectedRow] = []

    init(_ wave: Wave, ids: IDSet, dropsCopies: Bool) {
        self.wave = wave
        self.ids = ids
        self.dropsCopies = dropsCopies
    }

    func keep(_ rows: inout [Int32], of batch: SilverBatch, at index: Int) {
        let source = wave.batches[index], vector = batch.strings(.id)
        rows.removeAll { row in
            let row = Int(row)
            guard ids.insert(vector.value(row)) else { return reject(row, .repeatedID, source, vector) }
            guard !hashes.insert(source.hashes[row]) else { return false }
            copies += 1
            return dropsCopies && reject(row, .copy, source, vector)
        }
    }

    private func reject(_ row: Int, _ reason: RejectionReason, _ source: ImportBatch, _ ids: StringVector) -> Bool {
        let id = String(decoding: ids.value(row), as: UTF8.self)
        rejected.append(RejectedRow(input: source.input, line: source.firstLine + Int(source.lines[row]), reason: reason, id: id, value: ""))
        return true
    }

    /// The rows rejected since the last call.
    func takeRejected() -> [RejectedRow] {
        defer { rejected.removeAll(keepingCapacity: true) }
        return rejected
    }
}
