/// Control of the false discovery rate among many tests.
public enum BenjaminiHochberg {
    /// The q-value of each p-value, in the order given: q₍ᵢ₎ = min over j ≥ i of p₍ⱼ₎·n/j, at most 1.
    ///
    /// Source: Y. Benjamini and Y. Hochberg, JRSS B 57 (1995). P-values must not be NaN.
    public static func qValues(_ pValues: [Double]) -> [Double] { qValues(pValues, of: pValues.count) }

    /// The q-values of the smallest of `total` p-values, so that millions need not be sorted to find the few that matter.
    ///
    /// A q-value is never below its p-value: when `pValues` are all those up to a level, every q-value up to that level is exact, and the
    /// others are above it as they should be.
    ///
    /// - Precondition: `total` is at least the number of `pValues`.
    public static func qValues(_ pValues: [Double], of total: Int) -> [Double] {
        precondition(total >= pValues.count, "\(pValues.count) of \(total) tests")
        let order = pValues.indices.sorted { pValues[$0] > pValues[$1] }
        var qValues = pValues
        var least = 1.0
        for (position, index) in order.enumerated() {
            let rank = Double(pValues.count - position)
            least = min(least, pValues[index] * Double(total) / rank)
            qValues[index] = least
        }
        return qValues
    }
}
