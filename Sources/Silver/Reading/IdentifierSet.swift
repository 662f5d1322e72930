/// The identifiers of one partition, to find repeated ones exactly.
///
/// Identifiers of the published form, `A-` and up to 15 digits without leading zeros, take 8 bytes; others are kept as text.
struct IdentifierSet: ~Copyable {
    private var packed: [UInt64] = []
    /// A packed identifier a slot, 0 is free; a power of two long, at most half full.
    private var slots = [UInt64](repeating: 0, count: 1024)
    private var others: Set<[UInt8]> = []

    /// Adds an identifier; false when it is there already.
    mutating func insert(_ identifier: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let key = Self.pack(identifier) else { return others.insert(Array(identifier)).inserted }
        let mask = slots.count - 1
        var slot = Self.slot(key, mask)
        while slots[slot] != 0 {
            if slots[slot] == key { return false }
            slot = (slot + 1) & mask
        }
        slots[slot] = key
        packed.append(key)
        if packed.count * 2 > slots.count { grow() }
        return true
    }

    /// What is in the set.
    func identifiers() -> PartitionIdentifiers { PartitionIdentifiers(packed: packed, others: others) }

    private mutating func grow() {
        let mask = slots.count * 2 - 1
        slots = [UInt64](repeating: 0, count: mask + 1)
        for key in packed {
            var slot = Self.slot(key, mask)
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = key
        }
    }

    private static func slot(_ key: UInt64, _ mask: Int) -> Int {
        let product = key &* 0x9e37_79b9_7f4a_7c15
        return Int(truncatingIfNeeded: product ^ (product >> 32)) & mask
    }

    /// The digits of `A-<digits>` as a number, plus one; nil for any other form.
    private static func pack(_ identifier: UnsafeBufferPointer<UInt8>) -> UInt64? {
        guard identifier.count >= 3, identifier.count <= 17, identifier[0] == UInt8(ascii: "A"), identifier[1] == UInt8(ascii: "-") else { return nil }
        guard identifier[2] != UInt8(ascii: "0") || identifier.count == 3 else { return nil }
        var number: UInt64 = 0
        for byte in identifier[2...] {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            number = number * 10 + UInt64(byte - UInt8(ascii: "0"))
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
