extension ConfidenceInterval {
    /// Byar's approximation to the exact interval for the mean of a Poisson count: no iteration, and within 1 % from ten events on.
    ///
    ///     low  = n (1 − 1/(9n) − z/(3√n))³                 (0 when n = 0)
    ///     high = (n+1) (1 − 1/(9(n+1)) + z/(3√(n+1)))³
    ///
    /// Source: N. E. Breslow and N. E. Day, *Statistical Methods in Cancer Research* II (1987), page 69.
    ///
    /// - Precondition: `events` ≥ 0.
    public static func byar(events: Int64, z: Double = NormalDistribution.z975) -> ConfidenceInterval {
        precondition(events >= 0, "a count of events cannot be \(events)")
        func limit(_ n: Double, _ z: Double) -> Double {
            let root = 1 - 1 / (9 * n) + z / (3 * n.squareRoot())
            return n * root * root * root
        }
        // For one event at a high confidence the cube would fall below zero.
        let low = events == 0 ? 0 : max(0, limit(Double(events), -z))
        return ConfidenceInterval(low: low, high: limit(Double(events) + 1, z))
    }
}
