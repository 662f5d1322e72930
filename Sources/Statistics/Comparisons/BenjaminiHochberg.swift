/// Control of the false discovery rate among many tests.
public enum BenjaminiHochberg {
    /// The q-value of each p-value, in the order given: q₍ᵢ₎ = min over j ≥ i of p₍ⱼ₎·n/j, at most 1.
    ///
    /// Source: Y. Benjamini and Y. Hochberg, JRSS B 57 (1995). P-values must not be NaN.
    public static func qValues(_ pValues: [Double]) -> [Double] {
        let order = pValues.indices.sorted { pValues[$0] > pValues[$1] }
        var qValues = pValues
        var least = 1.0
        for (position, index) in order.enumerated() {
            let rank = Double(pValues.count - position)
            least = min(least, pValues[index] * Double(pValues.count) / rank)
            qValues[index] = least
        }
        return qValues
    }
}
