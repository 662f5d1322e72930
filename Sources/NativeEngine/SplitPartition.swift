import Accidents
import Cubes
import Silver
import Synchronization

/// A partition that several workers scan, a piece each, and what they have found so far.
final class SplitPartition: Sendable {
    private let found: Mutex<[PieceScan?]>

    init(pieces: Int) { found = Mutex([PieceScan?](repeating: nil, count: pieces)) }

    /// Takes what piece `index` gave. Whoever brings the last one gets all of them, in the order of rows; the others nil.
    func add(_ scan: PieceScan, at index: Int) -> [PieceScan]? {
        found.withLock { found in
            found[index] = scan
            return found.allSatisfy { $0 != nil } ? found.compactMap(\.self) : nil
        }
    }
}

/// What a piece of a partition gives.
struct PieceScan: Sendable {
    var cubes: [Cube]
    var counts: ScanCounts
    var rejected: [RejectedRow]
    var evidence: PieceEvidence
    var duration: Duration
}

extension PartitionScan {
    /// What all pieces of `partition` give together. Nil when a rule that looks at rows of several pieces would reject one.
    init?(_ partition: HivePartition, _ pieces: [PieceScan], specs: [CubeSpec], dropsCopies: Bool) throws {
        guard let evidence = PieceEvidence.merged(pieces.map(\.evidence)), !dropsCopies || evidence.copies == 0 else { return nil }
        var counts = ScanCounts()
        for piece in pieces { counts += piece.counts }
        counts.copies += evidence.copies
        self.init(
            partition: partition, cubes: try specs.indices.map { index in try Cube.merged(pieces.map { $0.cubes[index] }, spec: specs[index]) },
            counts: counts, rejected: pieces.flatMap(\.rejected), identifiers: evidence.identifiers,
            duration: pieces.reduce(.zero) { $0 + $1.duration })
    }
}
