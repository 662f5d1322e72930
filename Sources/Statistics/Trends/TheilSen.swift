/// The Theil–Sen line: a trend that a few odd periods cannot bend.
public enum TheilSen {
    /// The median of (x_j − x_i)/(j − i) over all pairs: the change a step. Nil for fewer than two values.
    ///
    /// `values` are in order of time and equally spaced. Source: P. K. Sen, JASA 63 (1968).
    ///
    /// - Complexity: O(n² log n)
    public static func slope(_ values: [Double]) -> Double? {
        var slopes: [Double] = []
        slopes.reserveCapacity(values.count * max(values.count - 1, 0) / 2)
        for later in values.indices.dropFirst() {
            for earlier in 0..<later { slopes.append((values[later] - values[earlier]) / Double(later - earlier)) }
        }
        return Median.of(slopes)
    }
}
