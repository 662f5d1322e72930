import Silver

/// Draws an index with given weights in constant time (Walker's alias method, filled as by Vose, 1991).
///
/// A slot keeps its own index with probability `keep / 2³²` and yields `alias` otherwise.
struct AliasTable: Sendable {
    private struct Slot {
        var keep: UInt32
        var alias: Int32
    }
    private let slots: [Slot]

    /// - Parameter weights: not negative, not all zero; they need not sum to 1.
    init(_ weights: [Double]) {
        let scale = Double(weights.count) / weights.reduce(0, +)
        var scaled = weights.map { $0 * scale }
        var slots = weights.indices.map { Slot(keep: .max, alias: Int32($0)) }
        var small = scaled.indices.filter { scaled[$0] < 1 }
        var large = scaled.indices.filter { scaled[$0] >= 1 }
        while let low = small.popLast(), let high = large.last {
            slots[low] = Slot(keep: UInt32(scaled[low] * 0x1p32 * (1 - 0x1p-33)), alias: Int32(high))
            scaled[high] -= 1 - scaled[low]
            if scaled[high] < 1 {
                large.removeLast()
                small.append(high)
            }
        }
        self.slots = slots
    }

    /// An index, by 64 random bits: the upper half picks the slot, the lower half decides between its two indices.
    @inline(__always)
    func draw(_ random: inout RandomStream) -> Int {
        let bits = random.next()
        let index = Int(((bits >> 32) &* UInt64(slots.count)) >> 32)
        let slot = slots[index]
        return UInt32(truncatingIfNeeded: bits) <= slot.keep ? index : Int(slot.alias)
    }
}
