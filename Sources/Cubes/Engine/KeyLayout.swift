/// How the keys of a cell's dimensions share one number: each has a range of bits, in which its distance from a base stands.
struct KeyLayout: Equatable {
    /// The bits of one dimension.
    struct Part: Equatable {
        /// What 0 stands for.
        var base: Int32
        /// Bits that the dimension takes; 0 when it has one key.
        var width: Int
        /// Its lowest bit.
        var shift = 0

        /// Holds every key of `domain`.
        init(_ domain: ClosedRange<Int32>) {
            base = domain.lowerBound
            width = Int64.bitWidth - (Int64(domain.upperBound) - Int64(domain.lowerBound)).leadingZeroBitCount
        }

        /// The keys that fit.
        var domain: ClosedRange<Int64> { Int64(base)...Int64(base) + (Int64(1) << width) - 1 }
    }

    /// The dimensions' bits; the first dimension has the highest.
    private(set) var parts: [Part]
    /// Bits that all take together.
    private(set) var width: Int

    /// A layout whose packed keys are ordered as the keys are: by the first dimension, then by the second, and so on.
    init(_ domains: [ClosedRange<Int32>]) {
        parts = domains.map(Part.init)
        width = 0
        for index in parts.indices.reversed() {
            parts[index].shift = width
            width += parts[index].width
        }
    }

    /// Whether keys of these domains fit.
    func holds(_ domains: [ClosedRange<Int32>]) -> Bool {
        zip(parts, domains).allSatisfy { $0.domain.contains(Int64($1.lowerBound)) && $0.domain.contains(Int64($1.upperBound)) }
    }

    /// A layout for these domains and for what fits into this one.
    func widened(by domains: [ClosedRange<Int32>]) -> KeyLayout {
        KeyLayout(
            zip(parts, domains).map { part, domain in
                let upper = Int32(clamping: max(part.domain.upperBound, Int64(domain.upperBound)))
                return min(part.base, domain.lowerBound)...upper
            })
    }

    /// The packed key of `keys`, a key a dimension.
    func pack(_ keys: [Int32]) -> UInt64 {
        zip(parts, keys).reduce(0) { $0 | UInt64(UInt32(bitPattern: $1.1 &- $1.0.base)) << UInt64($1.0.shift) }
    }

    /// The key of a dimension in a packed key.
    @inline(__always)
    func key(_ dimension: Int, of packed: UInt64) -> Int32 {
        let part = parts[dimension]
        let distance = packed >> UInt64(part.shift) & ((UInt64(1) << UInt64(part.width)) - 1)
        return part.base &+ Int32(truncatingIfNeeded: distance)
    }
}
