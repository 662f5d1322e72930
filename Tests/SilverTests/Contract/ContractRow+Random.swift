import Accidents
import TestSupport

extension ContractRow {
    /// Mostly an accident that is accepted, with one thing or another odd: nulls, blanks, NaN, edges of every limit and what lies beyond them.
    static func random(latestDay: Int, using random: inout SplitMix64) -> ContractRow {
        var row = ContractRow(values: [:])
        for column in AccidentColumn.allCases where column != .endTime { row[column] = value(column, latestDay, &random) }
        return row
    }

    private static func value(_ column: AccidentColumn, _ latestDay: Int, _ random: inout SplitMix64) -> Value? {
        func pick(_ usual: @autoclosure () -> [Value?], _ odd: @autoclosure () -> [Value?]) -> Value?? {
            (Int.random(in: 0..<24, using: &random) == 0 ? odd() : usual()).randomElement(using: &random)
        }
        switch column {
        case .id: return pick([.text("A-\(Int.random(in: 0..<1_000_000, using: &random))")], identifiers) ?? nil
        case .severity:
            return pick([1, 2, 3, 4].map { .integer($0) }, [-1, 0, 5, Int64(Int32.min), Int64(Int32.max)].map { .integer($0) } + [nil]) ?? nil
        case .startTime: return pick([.time(.random(in: times(latestDay), using: &random))], oddTimes(latestDay)) ?? nil
        case .startLatitude: return pick([34, 40.5, 61.25].map { .number($0) }, edges(AccidentLimits.latitude)) ?? nil
        case .startLongitude: return pick([-118, -80.5, -150.25].map { .number($0) }, edges(AccidentLimits.longitude)) ?? nil
        case .state:
            return pick(["CA", "TX", "ny", " DC\u{a0}"].map { .text($0) }, ["PR", "C", "CAL", "", "é", "[["].map { .text($0) } + [nil]) ?? nil
        default: break
        }
        switch limits[column] {
        case .number(let range): return pick(numbers(range), edges(range)) ?? nil
        case .integer(let range):
            return pick(range.map { .integer(Int64($0)) }, [-1, Int64(range.upperBound) + 1].map { .integer($0) } + [nil]) ?? nil
        case .text(let characters): return pick(texts(column), oddTexts(characters)) ?? nil
        default: return other(column, &random)
        }
    }

    private static func other(_ column: AccidentColumn, _ random: inout SplitMix64) -> Value? {
        switch column.kind {
        case .text: (column == .weatherCondition ? conditions : texts(column)).randomElement(using: &random) ?? nil
        case .integer: .integer(.random(in: 0...7, using: &random))
        case .double: [.number(10), .number(50), .number(50.1), nil].randomElement(using: &random) ?? nil
        case .boolean:
            [.truth(true), .truth(false), .truth(false), Int.random(in: 0..<10, using: &random) == 0 ? nil : .truth(false)]
                .randomElement(using: &random) ?? nil
        case .time: nil
        }
    }

    private static let limits = Dictionary(uniqueKeysWithValues: ValueLimit.all.map { ($0.column, $0.limit) })

    private static let identifiers: [Value?] = [
        nil, .text(""), .text(" \t"), .text("\u{a0}"), .text("A-1"), .text(" A-1\u{a0}"), .text("A-01"), .text("a-1"), .text("\u{2003}x"),
        .text(String(repeating: "x", count: 50)), .text(String(repeating: "y", count: 51)), .text(String(repeating: "é", count: 50)),
        .text(String(repeating: "é", count: 51)), .text([0x41, 0xff]), .text([0xc2]), .text("  \(String(repeating: "z", count: 50)) "),
    ]

    private static func times(_ latestDay: Int) -> Range<Int64> { Int64(AccidentLimits.firstDay) * 86_400..<Int64(latestDay + 1) * 86_400 }

    private static func oddTimes(_ latestDay: Int) -> [Value?] {
        let accepted = times(latestDay)
        return [accepted.lowerBound - 1, accepted.lowerBound, accepted.upperBound - 1, accepted.upperBound, -1, 0, 253_402_300_799].map { .time($0) }
            + [nil]
    }

    private static func numbers(_ range: ClosedRange<Double>) -> [Value?] {
        [0.25, 0.5, 0.9, range.upperBound].map { .number(range.lowerBound + (range.upperBound - range.lowerBound) * $0) }
            + [32, 70, 90, 10, 5, 1, 0.99].filter(range.contains).map { .number($0) }
    }

    private static func edges(_ range: ClosedRange<Double>) -> [Value?] {
        [range.lowerBound, range.upperBound, range.lowerBound.nextDown, range.upperBound.nextUp, .nan, .infinity, -.infinity, 1e300]
            .map { .number($0) } + [nil]
    }

    private static func texts(_ column: AccidentColumn) -> [Value?] {
        switch column {
        case .weatherCategory: (WeatherCategory.labels + [" Rain "]).map { .text($0) } + [nil]
        case .temperatureCategory: TemperatureCategory.labels.map { .text($0) } + [nil]
        default: ["Ada", "ada", " Ada\u{a0}", "Zoë", "Day"].map { .text($0) } + [nil]
        }
    }

    private static func oddTexts(_ characters: Int) -> [Value?] {
        ["", " ", "\u{a0} \u{a0}", "\t\r\n", "à", String(repeating: "x", count: characters), String(repeating: "x", count: characters + 1)]
            .map { .text($0) } + [.text(String(repeating: "é", count: characters)), .text(" \(String(repeating: "é", count: characters + 1))"), nil]
    }

    private static let conditions: [Value?] =
        ["Light Freezing Fog", "T-Storm / Windy", "HAZE", "Mostly Cloudy", "Fair / Windy", "Squalls", "N/A Precipitation", "", " \u{a0}", "Notice"]
        .map { .text($0) } + [nil]
}
