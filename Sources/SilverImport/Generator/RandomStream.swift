import Silver

/// A stream of random numbers (SplitMix64: Steele, Lea and Flood, OOPSLA 2014).
///
/// A stream is named by a seed and two numbers, such as a month and a chunk in it. Every chunk of rows draws from a stream of
/// its own, so that what is drawn depends on neither threads nor the order of work.
struct RandomStream {
    private var state: UInt64

    init(seed: UInt64, _ first: Int = 0, _ second: Int = 0) {
        state = Self.mix(seed ^ Self.mix(UInt64(truncatingIfNeeded: first) ^ Self.mix(UInt64(truncatingIfNeeded: second) &+ 1)))
    }

    /// 64 fresh bits.
    @inline(__always)
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mix(state)
    }

    /// Uniform in [0, 1), in steps of 2⁻⁵³.
    @inline(__always)
    mutating func uniform() -> Double { Self.uniform(from: next()) }

    /// What ``uniform()`` makes of 64 random bits.
    @inline(__always)
    static func uniform(from bits: UInt64) -> Double { Double(bits >> 11) * 0x1p-53 }

    /// Uniform in 0 ..< `bound`; `bound` is positive and small against 2³², so that the bias is of no account.
    @inline(__always)
    mutating func below(_ bound: Int) -> Int { Int(((next() >> 32) &* UInt64(bound)) >> 32) }

    /// True with probability `share`.
    @inline(__always)
    mutating func chance(_ share: Double) -> Bool { uniform() < share }

    /// Nearly normal, mean 0 and variance 1, within ±√12: the sum of four 16-bit uniforms.
    @inline(__always)
    mutating func normal() -> Double { Self.normal(from: next()) }

    /// What ``normal()`` makes of 64 random bits.
    @inline(__always)
    static func normal(from bits: UInt64) -> Double {
        let sum = (bits & 0xFFFF) &+ (bits >> 16 & 0xFFFF) &+ (bits >> 32 & 0xFFFF) &+ (bits >> 48)
        return (Double(sum) * 0x1p-16 - 2 + 0x1p-15) * 1.732_050_807_568_877_2
    }

    /// A bijection of 64-bit numbers that scatters neighbors: also the hash behind places and hot spots.
    @inline(__always)
    static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
