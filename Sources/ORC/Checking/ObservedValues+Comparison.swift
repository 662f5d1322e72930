extension ObservedValues {
    /// What recorded statistics say that is not so, a sentence each. What they leave out contradicts nothing.
    func contradictions(to recorded: ColumnStatistics, _ type: ORCType) -> [String] {
        guard recorded != ColumnStatistics() else { return [] }
        var comparison = Comparison()
        comparison.expect("number of values", recorded.valueCount, valueCount)
        if recorded.hasNull == false, nullCount > 0 { comparison.contradict("nulls", "none", "\(nullCount)") }
        if valueCount > 0 { compare(recorded, type, &comparison) }
        return comparison.contradictions
    }

    private func compare(_ recorded: ColumnStatistics, _ type: ORCType, _ comparison: inout Comparison) {
        switch recorded.values {
        case .integer(let values):
            comparison.expectNumber("minimum", values.minimum, numbers.minimum)
            comparison.expectNumber("maximum", values.maximum, numbers.maximum)
            comparison.expectNumber("sum", values.sum, numbers.sum)
        case .date(let values):
            comparison.expectNumber("minimum", values.minimum, numbers.minimum)
            comparison.expectNumber("maximum", values.maximum, numbers.maximum)
        // Apache's C++ writer forgets elements to count in columns without nulls; then there is no minimum either.
        case .collection(let values) where values.minimum == nil: return
        case .collection(let values):
            comparison.expectNumber("fewest elements", values.minimum, numbers.minimum)
            comparison.expectNumber("most elements", values.maximum, numbers.maximum)
            comparison.expectNumber("number of elements", values.total, numbers.sum)
        case .boolean(let trueCount): comparison.expectNumber("number of true values", trueCount, numbers.sum)
        case .binary(let length): comparison.expect("total length", length, totalLength)
        case .double(let values): compare(values, &comparison)
        case .string(let values): compare(values, &comparison)
        case .decimal(let values): compare(values, scale: type.scale, &comparison)
        case .timestamp(let values): compare(values, &comparison)
        case nil: return
        }
    }

    private func compare(_ recorded: DoubleStatistics, _ comparison: inout Comparison) {
        guard !doubles.hasNaN else { return }
        comparison.expect("minimum", recorded.minimum, doubles.minimum)
        comparison.expect("maximum", recorded.maximum, doubles.maximum)
        // Sums that overflow somewhere on the way depend on the order.
        guard let sum = recorded.sum, doubles.magnitude.isFinite else { return }
        let isNear = abs(sum - doubles.sum) <= doubles.magnitude * Double(valueCount) * Double.ulpOfOne
        if !isNear { comparison.contradict("sum", "\(sum)", "\(doubles.sum)") }
    }

    private func compare(_ recorded: StringStatistics, _ comparison: inout Comparison) {
        comparison.expect("minimum", recorded.minimum.map { Array($0.utf8) }, strings.least)
        comparison.expect("maximum", recorded.maximum.map { Array($0.utf8) }, strings.most)
        if let bound = recorded.lowerBound, strings.least.lexicographicallyPrecedes(bound.utf8) {
            comparison.contradict("lower bound", "\"\(bound)\"", Comparison.text(strings.least))
        }
        if let bound = recorded.upperBound, bound.utf8.lexicographicallyPrecedes(strings.most) {
            comparison.contradict("upper bound", "\"\(bound)\"", Comparison.text(strings.most))
        }
        comparison.expect("total length", recorded.totalLength, totalLength)
    }

    private func compare(_ recorded: DecimalStatistics, scale: Int, _ comparison: inout Comparison) {
        let parts = [("minimum", recorded.minimum, numbers.minimum), ("maximum", recorded.maximum, numbers.maximum)]
        for (what, text, found) in parts + (numbers.sum.map { [("sum", recorded.sum, $0)] } ?? []) {
            // Text of more digits than a decimal can have is beyond comparison.
            guard let text, let decimal = ExactDecimal(text) else { continue }
            let sign = decimal.sign(against: ExactDecimal(unscaled: found, scale: scale))
            if let sign, sign != 0 { comparison.contradict(what, text, DecimalText.text(found, scale: scale)) }
        }
    }

    private func compare(_ recorded: TimestampStatistics, _ comparison: inout Comparison) {
        comparison.expect("minimum", recorded.minimumUTC, recorded.minimumNanoseconds, numbers.minimum)
        comparison.expect("maximum", recorded.maximumUTC, recorded.maximumNanoseconds, numbers.maximum)
    }
}

/// Collects what differs.
private struct Comparison {
    var contradictions: [String] = []

    mutating func contradict(_ what: String, _ recorded: String, _ found: String) {
        contradictions.append("\(what): the statistics say \(recorded), the values \(found)")
    }

    mutating func expect<Value: Equatable>(_ what: String, _ recorded: Value?, _ found: Value?) {
        guard let recorded, let found, recorded != found else { return }
        contradict(what, Self.text(recorded), Self.text(found))
    }

    mutating func expectNumber(_ what: String, _ recorded: (some BinaryInteger)?, _ found: Int128?) {
        expect(what, recorded.map { Int128($0) }, found)
    }

    /// Milliseconds are always recorded, the nanoseconds below them not by all writers (then −1). Arrow rounds milliseconds before 1970
    /// towards zero and records negative nanoseconds.
    mutating func expect(_ what: String, _ milliseconds: Int64?, _ nanoseconds: Int32?, _ found: Int128) {
        guard let milliseconds else { return }
        let exact = nanoseconds.flatMap { $0 == -1 ? nil : Int128($0) }
        let recorded = Int128(milliseconds) * 1_000_000 + (exact ?? 0)
        let isNear = (found - recorded).magnitude <= (exact == nil ? 999_999 : 0)
        if !isNear, !Self.isLost(recorded, found) { contradict(what, "\(recorded) ns", "\(found) ns") }
    }

    /// The format cannot tell the last second before 1970 from the first one after.
    private static func isLost(_ recorded: Int128, _ found: Int128) -> Bool {
        let second: Int128 = 1_000_000_000
        return (-second..<second).contains(recorded) && (-second..<second).contains(found)
    }

    static func text<Value>(_ value: Value) -> String {
        guard let bytes = value as? [UInt8] else { return "\(value)" }
        return "\"" + String(decoding: bytes.prefix(100), as: UTF8.self) + "\"" + (bytes.count > 100 ? "…" : "")
    }
}
