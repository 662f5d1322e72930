/// What the values of a literal run have in common, found in one pass: decides the form of the run.
struct LiteralShape {
    let count: Int
    let minimum: Int64
    /// Bits a value when packed, with the sign when signed.
    let directWidth: Int
    /// `values[1] - values[0]`; 0 for a single value.
    let firstStep: Int64
    /// Whether all steps are ``firstStep``.
    let hasEqualSteps: Bool
    /// Bits a step when packed, from the second step on.
    let stepWidth: Int
    /// Bytes as a delta run; nil when values both rise and fall.
    let deltaSize: Int?
    /// Whether differences of values cannot overflow.
    let isModerate: Bool

    init(_ values: UnsafePointer<Int64>, _ count: Int, isSigned: Bool) {
        let first = count > 1 ? values[1] &- values[0] : 0
        var (minimum, magnitudes) = (values[0], Self.magnitude(values[0], isSigned))
        if count > 1 {
            minimum = min(minimum, values[1])
            magnitudes |= Self.magnitude(values[1], isSigned)
        }
        // The sign bits of these tell whether any step fell, or rose.
        var (rises, falls, changes) = (Int64(0), Int64(0), Int64(0))
        var last = count > 1 ? values[1] : 0
        for index in 2..<max(count, 2) {
            let value = values[index]
            let step = value &- last
            last = value
            minimum = min(minimum, value)
            magnitudes |= Self.magnitude(value, isSigned)
            rises |= step
            falls |= 0 &- step
            changes |= step ^ first
        }
        self.count = count
        self.minimum = minimum
        directWidth = BitPacking.alignedWidth(BitPacking.bits(magnitudes))
        firstStep = first
        hasEqualSteps = changes == 0
        isModerate = BitPacking.bits(magnitudes) <= 62
        let onlyRises = (rises | first) >= 0
        // The sign of the first step is that of all, so a fall must show in it.
        let isMonotonic = count > 1 && isModerate && (onlyRises || falls >= 0 && first < 0)
        // A width of 1 has the code of "all steps equal".
        stepWidth = max(2, BitPacking.alignedWidth(BitPacking.bits(UInt64(bitPattern: onlyRises ? rises : falls))))
        let steps = hasEqualSteps ? 0 : (max(count - 2, 0) * stepWidth + 7) / 8
        deltaSize = isMonotonic ? 2 + Self.varintSize(values[0], isSigned) + Self.varintSize(first, true) + steps : nil
    }

    @inline(__always)
    private static func magnitude(_ value: Int64, _ isSigned: Bool) -> UInt64 { isSigned ? value.zigzag : UInt64(bitPattern: value) }

    private static func varintSize(_ value: Int64, _ isSigned: Bool) -> Int {
        max(1, (BitPacking.bits(magnitude(value, isSigned)) + 6) / 7)
    }
}
