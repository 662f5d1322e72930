import Accidents
import ORC
import Silver

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
    private var ids: IdentifierSet
    private var hashes = UInt64Set()
    private(set) var copies = 0
    private var rejected: [ImportRejection] = []

    init(_ wave: Wave, ids: consuming IdentifierSet, dropsCopies: Bool) {
        self.wave = wave
        self.ids = ids
        self.dropsCopies = dropsCopies
    }

    func keep(_ rows: inout [Int32], of batch: SilverBatch, at index: Int) {
        let source = wave.batches[index], vector = batch.strings(.id)
        let offsets = vector.offsets.pointer, bytes = vector.bytes.pointer, sourceHashes = source.hashes.pointer
        // Taken out of the object for the loop, so that the sets are not checked for conflicting accesses at each row.
        var ids = IdentifierSet(), hashes = UInt64Set(), kept = 0
        swap(&ids, &self.ids)
        swap(&hashes, &self.hashes)
        for row in rows {
            let start = Int(offsets[Int(row)]), end = Int(offsets[Int(row) + 1])
            if !ids.insert(UnsafeBufferPointer(start: bytes + start, count: end - start)) {
                reject(Int(row), .repeatedID, source, vector)
                continue
            }
            if !hashes.insert(sourceHashes[Int(row)]) {
                copies += 1
                if dropsCopies {
                    reject(Int(row), .copy, source, vector)
                    continue
                }
            }
            rows[kept] = row
            kept += 1
        }
        rows.removeLast(rows.count - kept)
        swap(&ids, &self.ids)
        swap(&hashes, &self.hashes)
    }

    private func reject(_ row: Int, _ reason: RejectionReason, _ source: ImportBatch, _ ids: StringVector) {
        let id = String(decoding: ids.value(row), as: UTF8.self)
        rejected.append(ImportRejection(input: source.input, line: source.firstLine + Int(source.lines[row]), reason: reason, id: id, value: ""))
    }

    /// The rows rejected since the last call.
    func takeRejected() -> [ImportRejection] {
        defer { rejected.removeAll(keepingCapacity: true) }
        return rejected
    }
}
