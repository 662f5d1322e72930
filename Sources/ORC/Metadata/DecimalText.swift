/// Decimals as statistics and Bloom filters have them: text with exactly the digits behind the point that are not
/// trailing zeros.
enum DecimalText {
    /// The text of `unscaled / 10^scale`.
    static func text(_ unscaled: Int128, scale: Int) -> String {
        var digits = String(unscaled.magnitude)
        if digits.count <= scale { digits = String(repeating: "0", count: scale + 1 - digits.count) + digits }
        var fraction = digits.suffix(scale)
        while fraction.last == "0" { fraction.removeLast() }
        let whole = digits.dropLast(scale)
        return (unscaled < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
    }

    static func isLess(_ a: String, _ b: String) -> Bool {
        guard let (left, right, _) = aligned(a, b) else { return false }
        return left < right
    }

    /// The sum; nil when it has more digits than fit.
    static func sum(_ a: String, _ b: String) -> String? {
        guard let (left, right, scale) = aligned(a, b) else { return nil }
        let (total, overflow) = left.addingReportingOverflow(right)
        return overflow ? nil : text(total, scale: scale)
    }

    /// Both as integers of a common scale; nil when either is no decimal or has too many digits.
    private static func aligned(_ a: String, _ b: String) -> (Int128, Int128, scale: Int)? {
        guard let left = parse(a), let right = parse(b) else { return nil }
        let scale = max(left.scale, right.scale)
        guard let first = scaled(left.unscaled, by: scale - left.scale), let second = scaled(right.unscaled, by: scale - right.scale) else {
            return nil
        }
        return (first, second, scale)
    }

    private static func parse(_ text: String) -> (unscaled: Int128, scale: Int)? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let fraction = parts.count > 1 ? parts[1] : ""
        return Int128(parts[0] + fraction).map { ($0, fraction.count) }
    }

    private static func scaled(_ value: Int128, by digits: Int) -> Int128? {
        var result = value
        for _ in 0..<digits {
            let (product, overflow) = result.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            result = product
        }
        return result
    }
}
