import Silver

/// A distribution given by its 101 percentiles: straight between them, bent in the first and last percent.
///
/// In the outer percents the curve leaves the inner value as t¹², so that extremes stay as rare as they are in real data,
/// where the last percent of durations runs from 13 hours to a year.
struct PercentileCurve: Sendable {
    private let values: [Double]

    /// - Parameter percentiles: 101 values in ascending order.
    init(_ percentiles: [Double]) {
        precondition(percentiles.count == 101, "expected 101 percentiles, found \(percentiles.count)")
        values = percentiles
    }

    /// The value that a share `u` in [0, 1) lies below.
    @inline(__always)
    func value(at u: Double) -> Double {
        let position = u * 100
        let index = min(Int(position), 99)
        var t = position - Double(index)
        if index == 99 { t = power12(t) } else if index == 0 { t = 1 - power12(1 - t) }
        return values[index] + (values[index + 1] - values[index]) * t
    }

    /// The share of values below `limit`, to a percent.
    func share(below limit: Double) -> Double { Double(values.count { $0 < limit }) / 101 }

    private func power12(_ t: Double) -> Double {
        let cube = t * t * t
        return cube * cube * cube * cube
    }
}

/// Draws a uniform number whose place depends on a condition, while over all rows it stays uniform.
///
/// Rows that meet the condition (a share `of` of all) fall into [0, cut) with probability `hit`; the others as often as it
/// takes for [0, cut) to hold the share `cut`.
struct CoupledUniform: Sendable {
    private let cut: Double
    private let hit: Double
    private let otherHit: Double

    init(cut: Double, hit: Double, of share: Double) {
        self.cut = cut
        self.hit = min(hit, cut / share)
        otherHit = share < 1 ? (cut - share * self.hit) / (1 - share) : cut
    }

    @inline(__always)
    func draw(_ random: inout RandomStream, _ condition: Bool) -> Double {
        let inside = random.chance(condition ? hit : otherHit)
        let u = random.uniform()
        return inside ? u * cut : cut + u * (1 - cut)
    }
}
