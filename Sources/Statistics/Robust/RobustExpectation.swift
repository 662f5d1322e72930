/// What a value is expected to be after others like it, without their extremes having a say.
///
///     score(x) = 0.6745 · (x − median) / MAD
///
/// MAD is the median of the absolute deviations from the median; where it is 0 (more than half of the values are equal) their mean
/// takes its place. Source: B. Iglewicz and D. C. Hoaglin, *How to Detect and Handle Outliers* (1993).
public struct RobustExpectation: Sendable, Hashable {
    /// The middle of the comparison values.
    public let median: Double
    /// MAD, or the mean absolute deviation where MAD is 0.
    public let deviation: Double

    /// The expectation after `values`, which leave out the value to be judged. Nil without values.
    public init?(_ values: [Double]) {
        guard let median = Median.of(values) else { return nil }
        let deviations = values.map { abs($0 - median) }
        let middle = Median.of(deviations) ?? 0
        self.median = median
        deviation = middle > 0 ? middle : deviations.reduce(0, +) / Double(deviations.count)
    }

    /// How far `value` lies from the median, in robust standard deviations. Nil when all comparison values are equal.
    public func score(_ value: Double) -> Double? {
        deviation > 0 ? 0.6745 * (value - median) / deviation : nil
    }
}
