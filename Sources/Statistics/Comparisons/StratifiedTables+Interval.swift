import Foundation

extension StratifiedTables {
    /// Robins, Breslow and Greenland's interval of ``oddsRatio``. Nil when the ratio is nil or 0.
    ///
    ///     var ln OR = ΣPR/(2R²) + Σ(PS + QR)/(2RS) + ΣQS/(2S²)
    ///     P = (a+d)/n, Q = (b+c)/n, R = ad/n, S = bc/n of each stratum; R and S without index their sums
    ///
    /// Source: Biometrics 42 (1986).
    public func oddsRatioInterval(z: Double = NormalDistribution.z975) -> ConfidenceInterval? {
        guard let oddsRatio, oddsRatio > 0 else { return nil }
        var (r, s, pr, cross, qs) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for stratum in informative {
            let p = (stratum.a + stratum.d) / stratum.n
            let q = (stratum.b + stratum.c) / stratum.n
            let ad = stratum.a * stratum.d / stratum.n
            let bc = stratum.b * stratum.c / stratum.n
            r += ad
            s += bc
            pr += p * ad
            cross += p * bc + q * ad
            qs += q * bc
        }
        let deviation = (pr / (2 * r * r) + cross / (2 * r * s) + qs / (2 * s * s)).squareRoot()
        return ConfidenceInterval(low: oddsRatio * exp(-z * deviation), high: oddsRatio * exp(z * deviation))
    }
}
