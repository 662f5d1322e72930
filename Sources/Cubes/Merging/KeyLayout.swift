/// How the keys of a cell's dimensions share one number: each has a range of bits, which hold its distance from a base.
package struct KeyLayout: Equatable {
    /// The bits of one dimension.
    package struct Part: Equatable {
        /// What 0 stands for.
        package var base: Int32
        /// Bits that the dimension takes; 0 when it has one key.
        package var width: Int
        /// Its lowest bit.
        package var shift = 0

        /// Holds every key of `domain`. Bits hold up to twice as many keys as that: the room is above the domain, or below.
        package init(_ domain: ClosedRange<Int32>, roomBelow: Bool = false) {
            width = Int64.bitWidth - (Int64(domain.upperBound) - Int64(domain.lowerBound)).leadingZeroBitCount
            base = roomBelow ? Int32(clamping: Int64(domain.upperBound) - (Int64(1) << width) + 1) : domain.lowerBound
        }

        /// The keys that fit.
        package var domain: ClosedRange<Int64> { Int64(base)...Int64(base) + (Int64(1) << width) - 1 }
    }

    /// The dimensions' bits; the first dimension has the highest.
    package private(set) var parts: [Part]
    /// Bits that all take together.
    package private(set) var width: Int

    /// A layout whose packed keys are ordered as the keys are: by the first dimension, then by the second, and so on.
    package init(_ domains: [ClosedRange<Int32>]) { self.init(domains.map { Part($0) }) }

    /// A layout for `domains`, which have grown out of `old`: with room where a domain grows.
    package init(_ domains: [ClosedRange<Int32>], grownFrom old: [ClosedRange<Int32>]) {
        self.init(zip(domains, old).map { Part($0, roomBelow: $0.lowerBound < $1.lowerBound) })
    }

    private init(_ parts: [Part]) {
        self.parts = parts
        width = 0
        for index in parts.indices.reversed() {
            self.parts[index].shift = width
            width += parts[index].width
        }
    }

    /// Whether keys of these domains fit.
    package func holds(_ domains: [ClosedRange<Int32>]) -> Bool {
        zip(parts, domains).allSatisfy { $0.domain.contains(Int64($1.lowerBound)) && $0.domain.contains(Int64($1.upperBound)) }
    }

    /// The packed key of `keys`, one key per dimension.
    package func pack(_ keys: [Int32]) -> UInt64 {
        zip(parts, keys).reduce(0) { $0 | UInt64(UInt32(bitPattern: $1.1 &- $1.0.base)) << UInt64($1.0.shift) }
    }

    /// The key of a dimension in a packed key.
    @inline(__always)
    package func key(_ dimension: Int, of packed: UInt64) -> Int32 {
        let part = parts[dimension]
        let distance = packed >> UInt64(part.shift) & ((UInt64(1) << UInt64(part.width)) - 1)
        return part.base &+ Int32(truncatingIfNeeded: distance)
    }
}
