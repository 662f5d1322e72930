public import Accidents
import ORC

/// What the pieces of a partition are held against one another by, because rules look at a partition as a whole: no identifier twice, and how
/// many rows are copies.
public struct PieceEvidence: Sendable {
    /// The identifiers accepted in the piece.
    let identifiers: IdentifierSet
    /// The fingerprints of the rows accepted in it, each once.
    let fingerprints: [UInt64]

    /// The evidence of all pieces of a partition together, and how many rows are copies of one in another piece. Nil when an identifier is in
    /// two pieces: which of its rows stays then depends on their order.
    public static func merged(_ pieces: [PieceEvidence]) -> (identifiers: PartitionIdentifiers, copies: Int)? {
        var all = IdentifierSet(bitLimit: IdentifierSet.scanBitLimit)
        var shared = IdentifierSet(bitLimit: IdentifierSet.scanBitLimit)
        var rows = FingerprintSet()
        var copies = 0
        for piece in pieces {
            all.formUnion(piece.identifiers, shared: &shared)
            copies += rows.insert(piece.fingerprints)
        }
        return shared.elements.count == 0 ? (all.elements, copies) : nil
    }
}
