/// A set of 64-bit numbers that only grows: open addressing with linear probing, filled to two thirds at most.
///
/// Memory is 12 to 24 bytes a number, a small part of what a `Set` takes, which matters for millions of IDs.
struct UInt64Set {
    private(set) var count = 0
    // 0 marks a free slot; the number 0 itself is kept as the flag below.
    private var slots = [UInt64](repeating: 0, count: 64)
    private var hasZero = false

    /// Adds a number. Returns false when it was there.
    mutating func insert(_ number: UInt64) -> Bool {
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

    private mutating func grow() {
        var larger = [UInt64](repeating: 0, count: slots.count * 2)
        for number in slots where number != 0 { _ = Self.insert(number, &larger) }
        slots = larger
    }
}

/// The IDs of a partition. Exact: no ID is taken for another.
///
/// The published IDs, `A-` and a number behind the prefix of the import, are kept as numbers, all others as text.
struct IDSet {
    private let prefix: [UInt8]
    private var numbers = UInt64Set()
    private var texts: Set<[UInt8]> = []

    /// - Parameter prefix: What the import puts before every ID.
    init(prefix: [UInt8]) { self.prefix = prefix + Array("A-".utf8) }

    /// Adds an ID. Returns false when it was there.
    mutating func insert(_ id: UnsafeBufferPointer<UInt8>) -> Bool {
        if let number = number(of: id) { return numbers.insert(number) }
        return texts.insert(Array(id)).inserted
    }

    /// The number that alone makes up the ID behind the prefix. Leading zeros would make two IDs one number.
    private func number(of id: UnsafeBufferPointer<UInt8>) -> UInt64? {
        let digits = id.count - prefix.count
        guard digits > 0, digits <= 18, id[prefix.count] != 48 else { return nil }
        for index in prefix.indices where id[index] != prefix[index] { return nil }
        var number: UInt64 = 0
        for index in prefix.count..<id.count {
            let digit = id[index] &- 48
            guard digit < 10 else { return nil }
            number = number * 10 + UInt64(digit)
        }
        return number
    }
}
