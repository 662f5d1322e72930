extension DecimalVector {
    /// The value of `row` with exactly ``scale`` digits behind the point.
    public func text(_ row: Int) -> String {
        let value = values[row]
        guard scale > 0 else { return String(value) }
        var digits = String(value.magnitude)
        digits = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        return (value < 0 ? "-" : "") + digits.dropLast(scale) + "." + digits.suffix(scale)
    }
}
