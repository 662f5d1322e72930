/// Divides numbers into categories by bounds, as data.
public struct Thresholds: Sendable, Hashable, Encodable {
    /// How a number is held against a bound.
    public enum Comparison: String, Sendable, Encodable {
        case atMost, atLeast
    }

    /// How numbers are compared.
    public let comparison: Comparison
    /// Ascending for ``Comparison/atMost``, descending for ``Comparison/atLeast``.
    public let bounds: [Double]

    /// The place of the first bound that `number` meets; past the last bound when it meets none, as NaN does. The code of its category.
    public func code(_ number: Double) -> UInt8 {
        var code: UInt8 = 0
        for bound in bounds {
            if comparison == .atMost ? number <= bound : number >= bound { return code }
            code += 1
        }
        return code
    }
}
