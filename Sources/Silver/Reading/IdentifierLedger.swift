public import Accidents

/// The identifiers of many partitions, and those that more than one has.
public struct IdentifierLedger: Sendable {
    private var all = IdentifierSet(bitLimit: IdentifierSet.scanBitLimit)
    private var repeated = IdentifierSet(bitLimit: IdentifierSet.scanBitLimit)

    /// Knows no partition yet.
    public init() {}

    /// Adds the identifiers of a partition that is not in it.
    mutating func add(_ partition: IdentifierSet) { all.formUnion(partition, shared: &repeated) }

    /// Adds the identifiers of a partition that is not in it.
    public mutating func add(_ partition: PartitionIdentifiers) {
        all.formUnion(words: partition.words, shared: &repeated)
        for number in partition.numbers where !all.insert(Int64(number)) { _ = repeated.insert(Int64(number)) }
        for text in partition.texts where !all.insert(text) { _ = repeated.insert(text) }
    }

    /// Adds what another ledger, of other partitions, has.
    public mutating func merge(_ other: IdentifierLedger) {
        var known = IdentifierSet(bitLimit: IdentifierSet.scanBitLimit)
        repeated.formUnion(other.repeated, shared: &known)
        all.formUnion(other.all, shared: &repeated)
    }

    /// Identifiers that several partitions have, numbers ascending, then texts in byte order, at most `limit`.
    public func shared(limit: Int) -> [String] { repeated.elements.first(limit) }

    /// All identifiers, each once, numbers as bits.
    public var elements: PartitionIdentifiers { all.compactElements }
}
