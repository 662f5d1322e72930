/// A set of 64-bit numbers that only grows: open addressing with linear probing, filled to two thirds at most.
///
/// Memory is 12 to 24 bytes per number, a small part of what a `Set` takes, which matters for millions of IDs.
package struct UInt64Set {
    private var count = 0
    // 0 marks a free slot; the number 0 itself is kept as the flag below.
    private var slots = [UInt64](repeating: 0, count: 64)
    private var hasZero = false

    /// Holds no number.
    package init() {}

    /// Adds a number. Returns false when it was there.
    package mutating func insert(_ number: UInt64) -> Bool {
        guard number != 0 else {
            defer { hasZero = true }
            return !hasZero
        }
        if count * 3 >= slots.count * 2 { grow() }
        guard Self.insert(number, &slots) else { return false }
        count += 1
        return true
    }

    private static func insert(_ number: UInt64, _ slots: inout [UInt64]) -> Bool {
        slots.withUnsafeMutableBufferPointer { slots in
            let mask = slots.count - 1
            var slot = Int(truncatingIfNeeded: (number &* 0x9E37_79B9_7F4A_7C15) >> 20) & mask
            while slots[slot] != 0 {
                if slots[slot] == number { return false }
                slot = (slot + 1) & mask
            }
            slots[slot] = number
            return true
        }
    }

    /// Empties the set and keeps its memory.
    package mutating func removeAll() {
        count = 0
        hasZero = false
        slots.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    }

    /// The numbers, in no order that means anything.
    package var elements: [UInt64] { slots.filter { $0 != 0 } + (hasZero ? [0] : []) }

    private mutating func grow() {
        var larger = [UInt64](repeating: 0, count: slots.count * 2)
        for number in slots where number != 0 { _ = Self.insert(number, &larger) }
        slots = larger
    }
}
