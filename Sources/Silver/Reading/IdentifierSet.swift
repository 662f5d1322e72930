/// The identifiers of one partition, to find repeated ones exactly.
///
/// Identifiers of the published form, `A-` and up to 15 digits without leading zeros, take 8 bytes; others are kept as text.
///
/// An import that puts a prefix before identifiers names it, so that they are of that form behind it.
struct IdentifierSet: ~Copyable {
    private let prefix: [UInt8]
    private var packed = UInt64Set()
    private var others: Set<[UInt8]> = []

    init(prefix: [UInt8] = []) { self.prefix = prefix + Array("A-".utf8) }

    /// Adds an identifier; false when it is there already.
    mutating func insert(_ identifier: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let key = pack(identifier) else { return others.insert(Array(identifier)).inserted }
        return packed.insert(key)
    }

    /// What is in the set, of identifiers without a prefix.
    func identifiers() -> PartitionIdentifiers { PartitionIdentifiers(packed: packed.elements, others: others) }

    /// The digits of `A-<digits>` as a number, plus one; nil for any other form.
    private func pack(_ identifier: UnsafeBufferPointer<UInt8>) -> UInt64? {
        let digits = identifier.count - prefix.count
        guard digits >= 1, digits <= 15, digits == 1 || identifier[prefix.count] != UInt8(ascii: "0") else { return nil }
        for index in prefix.indices where identifier[index] != prefix[index] { return nil }
        var number: UInt64 = 0
        for index in prefix.count..<identifier.count {
            let digit = identifier[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            number = number * 10 + UInt64(digit)
        }
        return number + 1
    }
}

/// The accepted identifiers of one partition, each once.
public struct PartitionIdentifiers: Sendable {
    /// Digits of `A-<digits>` plus one.
    var packed: [UInt64]
    var others: Set<[UInt8]>

    /// Identifiers that several partitions have, in ascending order, at most `limit`.
    public static func shared(by partitions: [PartitionIdentifiers], limit: Int) -> [String] {
        let packed = partitions.flatMap(\.packed).sorted()
        var found: [String] = []
        for index in packed.indices.dropFirst() where packed[index] == packed[index - 1] && found.count < limit {
            found.append("A-\(packed[index] - 1)")
        }
        var seen: Set<[UInt8]> = []
        for other in partitions.flatMap(\.others) where !seen.insert(other).inserted && found.count < limit {
            found.append(String(decoding: other, as: UTF8.self))
        }
        return found
    }
}
