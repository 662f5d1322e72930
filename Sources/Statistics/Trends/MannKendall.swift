/// The Mann–Kendall test for a monotonic trend.
///
///     S = Σ_{i<j} sign(x_j − x_i)
///     var S = (n(n−1)(2n+5) − Σ t(t−1)(2t+5)) / 18      t: sizes of groups of equal values
///     z = (S ∓ 1)/√var S                                 towards zero; 0 when S = 0
///
/// The p-value is two-sided by the normal approximation. Sources: H. B. Mann, Econometrica 13 (1945); M. G. Kendall, *Rank
/// Correlation Methods* (1975).
public struct MannKendall: Sendable, Hashable {
    /// S.
    public let score: Int
    /// The variance of S, corrected for ties.
    public let variance: Double
    /// The standardized score with continuity correction.
    public let z: Double
    /// Two-sided.
    public let pValue: Double

    /// Tests `values`, in order of time and equally spaced. Nil for fewer than two.
    ///
    /// - Complexity: O(n²)
    public init?(_ values: [Double]) {
        guard values.count > 1 else { return nil }
        let (score, ties) = Self.compared(values)
        // Sorting costs more than all comparisons of a short series, and most have no ties.
        variance = (Self.term(values.count) - (ties == 0 ? 0 : Self.tieTerms(values.sorted()))) / 18
        z = score == 0 ? 0 : Double(score - score.signum()) / variance.squareRoot()
        pValue = NormalDistribution.twoSided(z)
        self.score = score
    }

    /// S, and how many pairs are equal.
    private static func compared(_ values: [Double]) -> (score: Int, ties: Int) {
        values.withUnsafeBufferPointer { values in
            var (higher, lower) = (0, 0)
            for later in 1..<values.count {
                for earlier in 0..<later {
                    higher += values[later] > values[earlier] ? 1 : 0
                    lower += values[later] < values[earlier] ? 1 : 0
                }
            }
            return (higher - lower, values.count * (values.count - 1) / 2 - higher - lower)
        }
    }

    /// Σ t(t−1)(2t+5) over the runs of equal values.
    private static func tieTerms(_ sorted: [Double]) -> Double {
        var sum = 0.0
        var start = 0
        for index in 1...sorted.count where index == sorted.count || sorted[index] != sorted[start] {
            sum += term(index - start)
            start = index
        }
        return sum
    }

    private static func term(_ n: Int) -> Double { Double(n) * Double(n - 1) * Double(2 * n + 5) }
}
