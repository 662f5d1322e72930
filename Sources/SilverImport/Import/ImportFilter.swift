import Accidents
import ORC
import Silver
import Synchronization

/// Keeps the first of the rows that share an ID, a partition at a time, and counts the copies.
///
/// One task at a time has the partition, so that no call waits for another.
final class ImportFilter: PartitionFilter, Sendable {
    private let wave: ImportWave
    private let dropsCopies: Bool
    private let seen: Mutex<SeenRows>

    init(_ wave: ImportWave, ids: IdentifierSet, dropsCopies: Bool) {
        self.wave = wave
        self.dropsCopies = dropsCopies
        seen = Mutex(SeenRows(ids: ids))
    }

    /// Rows met so far whose text, but for the ID, was met before.
    var copies: Int { seen.withLock { $0.copies } }

    func keep(_ rows: inout [Int32], of batch: SilverBatch, at index: Int) {
        let source = wave[index], ids = batch.strings(.id)
        seen.withLock { seen in
            rows.removeAll { row in
                guard let reason = seen.reason(against: Int(row), ids, source, dropsCopies: dropsCopies) else { return false }
                seen.reject(Int(row), reason, ids, source)
                return true
            }
        }
    }

    /// The rows rejected since the last call.
    func takeRejected() -> [ImportRejection] {
        seen.withLock { seen in
            defer { seen.rejected.removeAll(keepingCapacity: true) }
            return seen.rejected
        }
    }
}

/// The batches of the wave that is being written; rows are looked up by a batch's place in it.
final class ImportWave: Sendable {
    private let batches = Mutex<[ImportBatch]>([])

    subscript(index: Int) -> ImportBatch { batches.withLock { $0[index] } }

    func set(_ wave: [ImportBatch]) { batches.withLock { $0 = wave } }
}

/// What an ``ImportFilter`` knows of the rows before.
private struct SeenRows {
    var ids: IdentifierSet
    var hashes = UInt64Set()
    var copies = 0
    var rejected: [ImportRejection] = []

    init(ids: IdentifierSet) { self.ids = ids }

    /// Notes a row. Returns why it is not to be kept; nil when it is.
    @inline(__always)
    mutating func reason(against row: Int, _ ids: StringVector, _ source: ImportBatch, dropsCopies: Bool) -> RejectionReason? {
        guard self.ids.insert(ids.value(row)) else { return .repeatedID }
        guard !hashes.insert(source.hashes[row]) else { return nil }
        copies += 1
        return dropsCopies ? .copy : nil
    }

    mutating func reject(_ row: Int, _ reason: RejectionReason, _ ids: StringVector, _ source: ImportBatch) {
        let id = String(decoding: ids.value(row), as: UTF8.self)
        rejected.append(ImportRejection(input: source.input, line: source.firstLine + Int(source.lines[row]), reason: reason, id: id, value: ""))
    }
}
