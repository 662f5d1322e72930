/// Gives each distinct packed key a group number, in the order of first sight.
///
/// Open addressing with linear probing; a slot holds group + 1, 0 is free. At most half full.
struct GroupTable: ~Copyable {
    /// The keys, by group.
    private(set) var keys: [UInt64] = []
    private var slots = [Int32](repeating: 0, count: 1024)

    var count: Int { keys.count }

    /// Writes the group of each of `count` keys to `groups`, new groups for keys never seen.
    mutating func lookUp(_ packed: UnsafePointer<UInt64>, count: Int, into groups: UnsafeMutablePointer<Int32>) {
        for row in 0..<count { groups[row] = group(packed[row]) }
    }

    @inline(__always)
    private mutating func group(_ key: UInt64) -> Int32 {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: Self.hash(key)) & mask
        while slots[slot] != 0 {
            let group = slots[slot] - 1
            if keys[Int(group)] == key { return group }
            slot = (slot + 1) & mask
        }
        return insert(key, slot)
    }

    @inline(never)
    private mutating func insert(_ key: UInt64, _ slot: Int) -> Int32 {
        let group = Int32(keys.count)
        keys.append(key)
        slots[slot] = group + 1
        if keys.count * 2 > slots.count { grow() }
        return group
    }

    private mutating func grow() {
        let mask = slots.count * 2 - 1
        slots = [Int32](repeating: 0, count: mask + 1)
        for (group, key) in keys.enumerated() {
            var slot = Int(truncatingIfNeeded: Self.hash(key)) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(group) + 1
        }
    }

    /// Fibonacci hashing: the high bits of the product are well mixed.
    @inline(__always)
    private static func hash(_ key: UInt64) -> UInt64 {
        let product = key &* 0x9e37_79b9_7f4a_7c15
        return product ^ (product >> 32)
    }
}
