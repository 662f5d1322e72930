extension SeverityCounts {
    /// `{"1": 0.72, "2": 80.49, "3": 16.36, "4": 2.43}`: the share of each severity in percent.
    ///
    /// Shares are rounded to two decimals exactly, half to even, in whole numbers: every engine and language gets the same text.
    /// Rounded shares need not add up to 100. There must be an accident.
    var distributionJSON: String {
        let shares = [one, two, three, four].enumerated().map { "\"\($0.offset + 1)\": \(Self.percent($0.element, of: accidents))" }
        return "{\(shares.joined(separator: ", "))}"
    }

    private static func percent(_ part: Int64, of whole: Int64) -> String {
        let (quotient, remainder) = (part * 10_000).quotientAndRemainder(dividingBy: whole)
        let roundsUp = 2 * remainder > whole || (2 * remainder == whole && quotient % 2 == 1)
        let hundredths = quotient + (roundsUp ? 1 : 0)
        let decimals = hundredths % 100
        return "\(hundredths / 100).\(decimals < 10 ? "0" : "")\(decimals)"
    }
}
