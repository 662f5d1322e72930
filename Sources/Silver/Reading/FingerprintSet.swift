import ORC

/// The fingerprints of the rows of a partition, to find copies.
///
/// Open addressing with linear probing, half full at most. Rows come a batch at a time, so that loads which miss the cache do not wait for
/// one another.
struct FingerprintSet: ~Copyable {
    private var count = 0
    // 0 marks a free slot; a fingerprint of 0 is taken as 1.
    private var slots = Buffer<UInt64>()
    private var slotCount = 0
    private var homes = Buffer<Int>()
    private var found = Buffer<UInt64>()

    init() { makeSlots(1 << 12) }

    /// Empties the set and keeps its memory.
    mutating func removeAll() {
        count = 0
        slots.pointer.update(repeating: 0, count: slotCount)
    }

    /// Adds the fingerprint of each of `rows` whose `verdict` is 0, and gives those that were there before `copy` as their verdict.
    ///
    /// - Returns: how many were there before.
    mutating func insert(
        _ fingerprints: UnsafePointer<UInt64>, _ rows: Int, _ verdict: UnsafeMutablePointer<UInt8>, copy: UInt8
    ) -> Int {
        reserve(count + rows)
        homes.reserve(rows)
        found.reserve(rows)
        let (slot, home, there, mask) = (slots.pointer, homes.pointer, found.pointer, slotCount &- 1)
        for row in 0..<rows { home[row] = Int(truncatingIfNeeded: fingerprints[row] &>> 20) & mask }
        for row in 0..<rows { there[row] = slot[home[row]] }
        var copies = 0
        for row in 0..<rows where verdict[row] == 0 {
            let wanted = max(fingerprints[row], 1)
            // What was loaded stands unless it was free: an earlier row of this batch may have taken the slot since.
            if there[row] == wanted || (there[row] == 0 ? !take(home[row], wanted) : !take((home[row] &+ 1) & mask, wanted)) {
                copies += 1
                verdict[row] = copy
            }
        }
        return copies
    }

    /// Adds fingerprints, and returns how many were there before.
    mutating func insert(_ fingerprints: [UInt64]) -> Int {
        reserve(count + fingerprints.count)
        var copies = 0
        for fingerprint in fingerprints where !take(Int(truncatingIfNeeded: fingerprint &>> 20) & (slotCount &- 1), fingerprint) { copies += 1 }
        return copies
    }

    /// All that were added, each once, in no order.
    var elements: [UInt64] { (0..<slotCount).map { slots[$0] }.filter { $0 != 0 } }

    /// Puts a fingerprint into the first free slot from `index` on. False when it is met before.
    @inline(__always)
    private mutating func take(_ index: Int, _ wanted: UInt64) -> Bool {
        let (slot, mask) = (slots.pointer, slotCount &- 1)
        var index = index
        while slot[index] != 0 {
            if slot[index] == wanted { return false }
            index = (index &+ 1) & mask
        }
        slot[index] = wanted
        count &+= 1
        return true
    }

    private mutating func reserve(_ needed: Int) {
        guard needed * 2 > slotCount else { return }
        let old = elements
        var size = slotCount
        while needed * 2 > size { size *= 2 }
        makeSlots(size)
        count = 0
        for fingerprint in old { _ = take(Int(truncatingIfNeeded: fingerprint &>> 20) & (slotCount - 1), fingerprint) }
    }

    private mutating func makeSlots(_ size: Int) {
        slotCount = size
        slots.reserve(size)
        slots.pointer.update(repeating: 0, count: size)
    }
}
