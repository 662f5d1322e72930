extension ColumnStatistics {
    /// The signs of minimum − `literal` and of maximum − `literal`; nil where the statistics do not tell.
    func order(against literal: ORCLiteral) -> (minimum: Int?, maximum: Int?) {
        switch (values, literal) {
        case (.integer(let values), .integer(let literal)): return Self.signs(values.minimum, values.maximum, literal)
        case (.double(let values), .double(let literal)): return Self.signs(values.minimum?.ordered, values.maximum?.ordered, literal)
        case (.date(let values), .date(let literal)): return Self.signs(values.minimum.map(Int64.init), values.maximum.map(Int64.init), literal)
        case (.string(let values), .string(let literal)):
            return (
                (values.minimum ?? values.lowerBound).map { Self.sign($0, literal) },
                (values.maximum ?? values.upperBound).map { Self.sign($0, literal) }
            )
        case (.boolean(let trueCount), .boolean(let literal)):
            return Self.signs(trueCount < valueCount ? 0 : 1, trueCount > 0 ? 1 : 0, literal ? 1 : 0)
        case (.decimal(let values), .decimal(let unscaled, let scale)):
            let literal = ExactDecimal(unscaled: unscaled, scale: scale)
            return (
                values.minimum.flatMap { ExactDecimal($0)?.sign(against: literal) },
                values.maximum.flatMap { ExactDecimal($0)?.sign(against: literal) }
            )
        case (.timestamp(let values), .timestamp(let seconds, let nanoseconds)):
            return values.order(against: Int128(seconds) * 1_000_000_000 + Int128(nanoseconds))
        default: return (nil, nil)
        }
    }

    private static func signs<Value: Comparable>(_ minimum: Value?, _ maximum: Value?, _ literal: Value) -> (minimum: Int?, maximum: Int?) {
        (minimum.map { sign($0, literal) }, maximum.map { sign($0, literal) })
    }

    private static func sign<Value: Comparable>(_ left: Value, _ right: Value) -> Int { left < right ? -1 : left > right ? 1 : 0 }

    /// By bytes, as the format orders strings; Swift's own order is by canonical equivalence.
    private static func sign(_ left: String, _ right: String) -> Int {
        if left.utf8.elementsEqual(right.utf8) { return 0 }
        return left.utf8.lexicographicallyPrecedes(right.utf8) ? -1 : 1
    }
}

extension Double {
    /// The value, nil for a NaN, which bounds nothing.
    fileprivate var ordered: Double? { isNaN ? nil : self }
}

extension TimestampStatistics {
    /// Milliseconds are cut, not rounded: without nanoseconds (−1), the maximum may be up to 999,999 of them later. Arrow cuts towards
    /// zero before 1970 and records negative nanoseconds.
    fileprivate func order(against literal: Int128) -> (minimum: Int?, maximum: Int?) {
        let minimum = minimumUTC.map { Int128($0) * 1_000_000 + Int128(minimumNanoseconds.flatMap { $0 == -1 ? nil : $0 } ?? 0) }
        let maximum = maximumUTC.map { Int128($0) * 1_000_000 + Int128(maximumNanoseconds.flatMap { $0 < 0 ? nil : $0 } ?? 999_999) }
        return (minimum.map { Int(($0 - literal).signum()) }, maximum.map { Int(($0 - literal).signum()) })
    }
}

/// A decimal number of any scale.
struct ExactDecimal {
    let unscaled: Int128
    let scale: Int

    init(unscaled: Int128, scale: Int) {
        self.unscaled = unscaled
        self.scale = scale
    }

    /// Parses `-12.50`; nil for anything else or for more than 38 digits.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let unscaled = Int128(parts.joined()) else { return nil }
        self.init(unscaled: unscaled, scale: parts.count == 2 ? parts[1].count : 0)
    }

    /// The sign of the difference; nil when the scales are too far apart to tell.
    func sign(against other: ExactDecimal) -> Int? {
        guard let left = scaled(to: max(scale, other.scale)), let right = other.scaled(to: max(scale, other.scale)) else { return nil }
        return left < right ? -1 : left > right ? 1 : 0
    }

    private func scaled(to target: Int) -> Int128? {
        var value = unscaled
        for _ in scale..<max(scale, min(target, scale + 40)) {
            let product = value.multipliedReportingOverflow(by: 10)
            if product.overflow { return nil }
            value = product.partialValue
        }
        return target - scale > 40 ? nil : value
    }
}
