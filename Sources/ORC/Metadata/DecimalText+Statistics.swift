/// Decimals as statistics and Bloom filters have them: without trailing zeros behind the point.
extension DecimalText {
    /// The shortest text of `unscaled / 10^scale`.
    static func shortest(_ unscaled: Int128, scale: Int) -> String {
        var digits = text(unscaled, scale: scale)
        guard scale > 0 else { return digits }
        while digits.last == "0" { digits.removeLast() }
        if digits.last == "." { digits.removeLast() }
        return digits
    }

    static func isLess(_ a: String, _ b: String) -> Bool {
        guard let (left, right, _) = aligned(a, b) else { return false }
        return left < right
    }

    /// The sum; nil when it has more digits than fit.
    static func sum(_ a: String, _ b: String) -> String? {
        guard let (left, right, scale) = aligned(a, b) else { return nil }
        let (total, overflow) = left.addingReportingOverflow(right)
        return overflow ? nil : shortest(total, scale: scale)
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
