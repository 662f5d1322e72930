extension ConfidenceInterval {
    /// Garwood's exact interval for the mean of a Poisson count.
    ///
    ///     low  = ½ χ²(α/2; 2n)          (0 when n = 0)
    ///     high = ½ χ²(1 − α/2; 2n + 2)
    ///
    /// with α = 1 − `confidence`. Source: F. Garwood, *Fiducial limits for the Poisson distribution*, Biometrika 28 (1936).
    ///
    /// - Precondition: `events` ≥ 0 and 0 < `confidence` < 1.
    public static func garwood(events: Int64, confidence: Double = 0.95) -> ConfidenceInterval {
        precondition(events >= 0, "a count of events cannot be \(events)")
        let tail = (1 - confidence) / 2
        let n = Double(events)
        let low = events == 0 ? 0 : ChiSquaredDistribution.quantile(tail, degrees: 2 * n) / 2
        return ConfidenceInterval(low: low, high: ChiSquaredDistribution.upperQuantile(tail, degrees: 2 * n + 2) / 2)
    }
}
