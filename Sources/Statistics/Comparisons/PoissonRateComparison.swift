import Foundation

/// Two Poisson counts compared: did the rate change?
///
/// Given their sum, the first count is binomial with chance exposure₁/(exposure₁ + exposure₂) when the rates are equal. The exact
/// two-sided p-value adds the chances of all outcomes no likelier than the observed one (minimum likelihood), as `binomtest` of scipy.
/// Source: J. Przyborowski and H. Wilenski, Biometrika 31 (1940).
public struct PoissonRateComparison: Sendable, Hashable {
    /// First rate over second; nil when the second count is 0.
    public let rateRatio: Double?
    /// Two-sided, exact.
    public let pValue: Double

    /// Compares `first` events over `firstExposure` with `second` events over `secondExposure`. Nil without any event.
    ///
    /// - Precondition: counts ≥ 0, exposures > 0.
    public init?(_ first: Int64, over firstExposure: Double, with second: Int64, over secondExposure: Double) {
        precondition(first >= 0 && second >= 0 && firstExposure > 0 && secondExposure > 0)
        guard first + second > 0 else { return nil }
        rateRatio = second > 0 ? (Double(first) / firstExposure) / (Double(second) / secondExposure) : nil
        pValue = Self.binomialTest(first, trials: first + second, probability: firstExposure / (firstExposure + secondExposure))
    }

    /// The chance of an outcome no likelier than `successes`.
    private static func binomialTest(_ successes: Int64, trials: Int64, probability: Double) -> Double {
        let mean = probability * Double(trials)
        guard Double(successes) != mean else { return 1 }
        let density = { (x: Int64) in BinomialDistribution.density(x, trials: trials, probability: probability) }
        // Outcomes as likely as the observed one must not be lost to rounding.
        let limit = density(successes) * (1 + 1e-7)
        if Double(successes) < mean {
            let from = firstIndex(in: Int64(mean.rounded(.up))...trials) { density($0) <= limit }
            let below = BinomialDistribution.cumulative(successes, trials: trials, probability: probability)
            return min(1, below + BinomialDistribution.survival(from - 1, trials: trials, probability: probability))
        }
        let after = firstIndex(in: 0...Int64(mean.rounded(.down))) { density($0) > limit }
        let above = BinomialDistribution.survival(successes - 1, trials: trials, probability: probability)
        return min(1, above + BinomialDistribution.cumulative(after - 1, trials: trials, probability: probability))
    }

    /// The first of `range` for which `predicate` holds (it holds for all that follow), else one past its end.
    private static func firstIndex(in range: ClosedRange<Int64>, where predicate: (Int64) -> Bool) -> Int64 {
        var low = range.lowerBound
        var high = range.upperBound + 1
        while low < high {
            let middle = low + (high - low) / 2
            if predicate(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
