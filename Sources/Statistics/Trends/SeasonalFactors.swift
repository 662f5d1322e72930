/// Seasonal factors by ratio to moving average, the classical multiplicative decomposition.
public enum SeasonalFactors {
    /// One factor a phase of the cycle, with mean 1: what the phase of `values[0]` gets comes first.
    ///
    /// The trend is the centerd moving average over one `period` (2×12 for months: half weights at both ends). Each value inside
    /// is divided by its trend, the ratios are averaged by phase, and the averages by their mean. As `seasonal_decompose` of statsmodels
    /// (multiplicative). Source: F. R. Macaulay, *The Smoothing of Time Series* (1931).
    ///
    /// Nil for fewer than two whole periods, or when a phase has no ratio because its trend is 0 throughout.
    ///
    /// - Precondition: `period` ≥ 2; values are ≥ 0, consecutive and in order of time.
    public static func ratioToMovingAverage(_ values: [Double], period: Int = 12) -> [Double]? {
        precondition(period >= 2, "a cycle needs two phases or more, not \(period)")
        guard values.count >= 2 * period else { return nil }
        var sums = [Double](repeating: 0, count: period)
        var counts = [Double](repeating: 0, count: period)
        let half = period / 2
        for index in half..<(values.count - half) {
            let trend = movingAverage(values, around: index, period)
            guard trend > 0 else { continue }
            sums[index % period] += values[index] / trend
            counts[index % period] += 1
        }
        guard counts.allSatisfy({ $0 > 0 }) else { return nil }
        let means = zip(sums, counts).map { $0 / $1 }
        let mean = means.reduce(0, +) / Double(period)
        return mean > 0 ? means.map { $0 / mean } : nil
    }

    /// The mean of `period` values around `index`; of an even period the two at the ends count half.
    private static func movingAverage(_ values: [Double], around index: Int, _ period: Int) -> Double {
        let half = period / 2
        let sum = values[(index - half)...(index + half)].reduce(0, +)
        let surplus = period % 2 == 0 ? (values[index - half] + values[index + half]) / 2 : 0
        return (sum - surplus) / Double(period)
    }
}
