extension StratifiedTables {
    /// A χ² statistic with its degrees of freedom and p-value.
    public struct ChiSquaredTest: Sendable, Hashable {
        /// χ².
        public let statistic: Double
        /// Degrees of freedom.
        public let degrees: Int
        /// P(X ≥ `statistic`).
        public let pValue: Double

        init(_ statistic: Double, degrees: Int) {
            self.statistic = statistic
            self.degrees = degrees
            pValue = ChiSquaredDistribution.survival(statistic, degrees: Double(degrees))
        }
    }

    /// Cochran, Mantel and Haenszel's test of a common odds ratio of 1, without continuity correction. Nil without an informative stratum.
    ///
    ///     χ² = (Σa − ΣE)² / ΣV      E = (a+b)(a+c)/n      V = (a+b)(c+d)(a+c)(b+d) / (n²(n−1))
    public var independence: ChiSquaredTest? {
        var (difference, variance) = (0.0, 0.0)
        for stratum in informative {
            let n = stratum.n
            difference += stratum.a - stratum.exposed * stratum.cases / n
            variance += (stratum.exposed / n) * (stratum.cases / n) * (stratum.unexposed * stratum.others / (n - 1))
        }
        return variance > 0 ? ChiSquaredTest(difference * difference / variance, degrees: 1) : nil
    }

    /// Breslow and Day's test that all strata have one odds ratio, with Tarone's correction; degrees: informative strata − 1.
    /// Nil for fewer than two informative strata, or when ``oddsRatio`` is nil or 0.
    ///
    ///     χ² = Σ(a − e)²/v − (Σa − Σe)²/Σv
    ///
    /// e is the count that gives the stratum the pooled ratio with its margins kept, v = 1/(1/e + 1/(a+b−e) + 1/(a+c−e) + 1/(d−a+e)).
    /// Source of the correction: R. E. Tarone, Biometrika 72 (1985).
    public var homogeneity: ChiSquaredTest? {
        guard informative.count > 1, let oddsRatio, oddsRatio > 0 else { return nil }
        var (statistic, difference, variance) = (0.0, 0.0, 0.0)
        for stratum in informative {
            let e = StratifiedTables.expected(stratum, oddsRatio)
            let v = 1 / (1 / e + 1 / (stratum.exposed - e) + 1 / (stratum.cases - e) + 1 / (stratum.d - stratum.a + e))
            statistic += (stratum.a - e) * (stratum.a - e) / v
            difference += stratum.a - e
            variance += v
        }
        return ChiSquaredTest(max(0, statistic - difference * difference / variance), degrees: informative.count - 1)
    }

    /// The root of e(d − a + e) = ratio·(a+b − e)(a+c − e) inside the margins.
    private static func expected(_ stratum: Stratum, _ ratio: Double) -> Double {
        let quadratic = 1 - ratio
        let linear = ratio * (stratum.exposed + stratum.cases) + stratum.d - stratum.a
        let constant = -ratio * stratum.exposed * stratum.cases
        let root = (linear * linear - 4 * quadratic * constant).squareRoot()
        // Of the two forms of the root the one that adds: nothing cancels, and a ratio of 1 divides by no zero.
        return linear >= 0 ? -2 * constant / (linear + root) : (root - linear) / (2 * quadratic)
    }
}
