extension ConfidenceInterval {
    /// Wilson's score interval for a share of `successes` among `trials`, inside [0, 1]. Nil without trials.
    ///
    ///     (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n)
    ///
    /// Source: E. B. Wilson, *Probable inference, the law of succession, and statistical inference*, JASA 22 (1927).
    public static func wilson(successes: Int64, trials: Int64, z: Double = NormalDistribution.z975) -> ConfidenceInterval? {
        guard trials > 0 else { return nil }
        let n = Double(trials)
        let p = Double(successes) / n
        let scale = 1 + z * z / n
        let center = (p + z * z / (2 * n)) / scale
        let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot() / scale
        // At 0 and at n successes the limit is exactly 0 or 1; rounding would leave 1e-17 of it.
        return ConfidenceInterval(
            low: successes == 0 ? 0 : max(0, center - half), high: successes == trials ? 1 : min(1, center + half))
    }
}
