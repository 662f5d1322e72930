/// What the values of a literal run have in common, found in one pass: decides the form of the run.
struct LiteralShape {
    let count: Int
    let minimum: Int64
    /// `maximum - minimum`.
    let range: UInt64
    /// Bits a value when packed, with the sign when signed.
    let directWidth: Int
    /// `values[1] - values[0]`; 0 for a single value.
    let firstStep: Int64
    /// Whether all steps are ``firstStep``.
    let hasEqualSteps: Bool
    /// Bits a step when packed, from the second step on.
    let stepWidth: Int
    /// Bytes as a delta run at most; nil when values both rise and fall.
    let deltaSize: Int?

    init(_ values: UnsafePointer<Int64>, _ count: Int, isSigned: Bool) {
        self.count = count
        var (minimum, maximum) = (values[0], values[0])
        var (magnitudes, rises, falls, changes) = (UInt64(0), Int64(0), Int64(0), Int64(0))
        let first = count > 1 ? values[1] &- values[0] : 0
        magnitudes = isSigned ? values[0].zigzag : UInt64(bitPattern: values[0])
        for index in 1..<max(count, 1) {
            let value = values[index]
            let step = value &- values[index - 1]
            minimum = min(minimum, value)
            maximum = max(maximum, value)
            magnitudes |= isSigned ? value.zigzag : UInt64(bitPattern: value)
            // The sign bit of these tells whether any step fell, or rose.
            rises |= index == 1 ? first & .min : step
            falls |= index == 1 ? (0 &- first) & .min : 0 &- step
            changes |= step ^ first
        }
        self.minimum = minimum
        range = UInt64(bitPattern: maximum) &- UInt64(bitPattern: minimum)
        directWidth = BitPacking.alignedWidth(BitPacking.bits(magnitudes))
        firstStep = first
        hasEqualSteps = changes == 0
        // Steps that overflow wrap round: only a range that fits makes the signs above true. A fall must show in the first step.
        let onlyRises = rises >= 0
        let onlyFalls = falls >= 0 && first < 0
        let isMonotonic = count > 1 && range <= UInt64(Int64.max) && (onlyRises || onlyFalls)
        // A width of 1 has the code of "all steps equal".
        stepWidth = max(2, BitPacking.alignedWidth(BitPacking.bits(UInt64(bitPattern: onlyRises ? rises : falls))))
        let steps = hasEqualSteps ? 0 : (max(count - 2, 0) * stepWidth + 7) / 8
        deltaSize = isMonotonic ? 2 + Self.varintSize(values[0], isSigned) + Self.varintSize(first, true) + steps : nil
    }

    private static func varintSize(_ value: Int64, _ isSigned: Bool) -> Int {
        let bits = BitPacking.bits(isSigned ? value.zigzag : UInt64(bitPattern: value))
        return max(1, (bits + 6) / 7)
    }
}
