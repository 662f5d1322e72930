import Accidents
import TestSupport
import Testing

@testable import Silver

/// The kernels that accept rows and derive columns, against the tables that define it.
@Suite("Kernels against the contract's tables")
struct ContractKernelTests {
    /// 2026-01-01, the last date that these tests accept.
    static let latestDay = 20_454

    // MARK: Precedence

    @Test("Every rule has its reason, in the documented order")
    func order() {
        let reasons: [RejectionReason] = [
            .missingID, .malformedID, .severity, .startTime, .startTimeRange, .latitude, .longitude, .state, .repeatedID, .copy,
        ]
        #expect(RowRule.all.map(\.reason) == reasons)
    }

    @Test("A row that breaks two rules is rejected for the first of them", arguments: pairs)
    func precedence(rule: RowRule, other: RowRule) throws {
        let base = ContractRow.accepted("A-1")
        var row = ContractRow.accepted("A-2")
        row[.city] = .text("Elsewhere")
        if rule.reason == .copy { row = base }
        Self.break(rule, of: &row, after: base)
        if other.reason != .copy { Self.break(other, of: &row, after: base) }
        // Both rows break the rule, and the second is a copy of the first as well.
        var copy = row
        if rule.column != .id { copy[.id] = .text("A-3") }

        let scan = ContractScan(files: [.init(rows: [base, row, copy], columns: Self.allColumns)], latestDay: Self.latestDay, dropsCopies: true)
        #expect(try scan.scanned().outcome.reasons == [nil, rule.reason, rule.reason])
        #expect(scan.interpreted().reasons == [nil, rule.reason, rule.reason])
    }

    /// Every rule with itself and with those after it that look at another column.
    private static let pairs = RowRule.all.indices.flatMap { first in
        RowRule.all[first...].map { (RowRule.all[first], $0) }.filter { $0 == $1 || $0.column != $1.column }
    }

    private static func `break`(_ rule: RowRule, of row: inout ContractRow, after earlier: ContractRow) {
        switch rule.condition {
        case .textMissing(let column): row[column] = .text(" \u{a0}")
        case .textLonger(let column, let characters): row[column] = .text(String(repeating: "é", count: characters + 1))
        case .notOneOf(let column, _): row[column] = .text("PR")
        case .integerOutside(let column, let range): row[column] = .integer(Int64(range.upperBound + 1))
        case .numberOutside(let column, let range): row[column] = .number(range.upperBound.nextUp)
        case .timeMissing(let column): row[column] = nil
        case .dateOutside(let column, let first, _): row[column] = .time(Int64(first) * 86_400 - 1)
        case .repeated(let column): row[column] = earlier[column]
        case .copy: row[.id] = .text("A-2")
        }
    }

    // MARK: Random rows

    @Test("Reasons, values and what is nulled are those of the tables, on random rows", arguments: 1...8 as ClosedRange<UInt64>)
    func randomRows(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var rows = (0..<400).map { _ in ContractRow.random(latestDay: Self.latestDay, using: &random) }
        for index in rows.indices.dropFirst() where Int.random(in: 0..<8, using: &random) == 0 {
            // An earlier row again, with another identifier, or with one value changed.
            let (id, column) = (rows[index][.id], ContractScan.compared.randomElement(using: &random) ?? .city)
            let value = rows[index][column]
            rows[index] = rows[Int.random(in: 0..<index, using: &random)]
            rows[index][.id] = id
            if Bool.random(using: &random) { rows[index][column] = value }
        }
        let files = stride(from: 0, to: rows.count, by: 100).map { start in
            ContractScan.File(rows: Array(rows[start..<start + 100]), columns: Self.someColumns(using: &random))
        }
        for dropsCopies in [false, true] {
            let scan = ContractScan(files: files, latestDay: Self.latestDay, dropsCopies: dropsCopies)
            let (found, expected) = (try scan.scanned().outcome, scan.interpreted())
            #expect(found.reasons == expected.reasons, "seed \(seed)")
            #expect(found.nulled == expected.nulled && found.copies == expected.copies, "seed \(seed)")
            #expect(found.values.count == expected.values.count, "seed \(seed)")
            for (row, (values, others)) in zip(found.values, expected.values).enumerated() where values != others {
                let column = zip(values, others).enumerated().first { $1.0 != $1.1 }.map { ContractScan.compared[$0.offset].rawValue } ?? ""
                Issue.record("seed \(seed): \(column) of accepted row \(row) is \(values), the tables say \(others)")
                return
            }
        }
    }

    @Test("The random rows meet every rule, every limit of a column that is read, and rows that are accepted")
    func coverage() {
        let rows = Self.randomRows
        let copies = rows[..<500].enumerated().map { number, row in
            var row = row
            row[.id] = .text("copy \(number)")
            return row
        }
        let scan = ContractScan(files: [.init(rows: rows + copies, columns: Self.allColumns)], latestDay: Self.latestDay, dropsCopies: true)
        let outcome = scan.interpreted()
        #expect(Set(outcome.reasons.compactMap(\.self)) == Set(RowRule.all.map(\.reason)))
        #expect(outcome.values.count > 300)
        #expect(Set(outcome.nulled.keys) == Set(ValueLimit.all.map(\.column).filter(ContractScan.compared.contains).map(\.rawValue)))
    }

    // MARK: Times

    @Test("Stored hours, weekdays and seasons are held against those of Start_Time", arguments: [false, true])
    func storedTimes(disagree: Bool) throws {
        var random = SplitMix64(seed: 3)
        let columns: [AccidentColumn] = [.hour, .dayOfWeek, .season]
        let interpreter = ContractInterpreter(latestDay: Self.latestDay, dropsCopies: false, columns: [])
        let rows = (0..<500).map { number in
            var row = ContractRow.accepted("A-\(number)")
            row[.startTime] = .time(.random(in: Int64(AccidentLimits.firstDay) * 86_400..<Int64(Self.latestDay + 1) * 86_400, using: &random))
            for column in columns { row[column] = interpreter.value(column, row, stored: []) }
            if disagree {
                for column in columns { row[column] = Self.other(row[column]) }
            }
            return row
        }
        let scan = ContractScan(files: [.init(rows: rows, columns: AccidentColumn.required + columns)], latestDay: Self.latestDay)
        let counts = Dictionary(uniqueKeysWithValues: columns.map { ($0.rawValue, rows.count) })
        #expect(try scan.scanned().counts.corrected == (disagree ? counts : [:]))
    }

    private static func other(_ value: ContractRow.Value?) -> ContractRow.Value? {
        switch value {
        case .integer(let integer)?: .integer(integer + 1)
        default: value == .text("Winter") ? .text("Fall") : .text("Winter")
        }
    }

    @Test("The functions that import and samples use are those of the tables", arguments: Derivation.all.filter { $0.column != .hour })
    func functions(derivation: Derivation) {
        let interpreter = ContractInterpreter(latestDay: Self.latestDay, dropsCopies: false, columns: [])
        let stored = Set(AccidentColumn.allCases).subtracting([derivation.column])
        var compared = 0
        for row in Self.randomRows {
            guard case .time(let second)? = row[.startTime], second >= 0 else { continue }
            guard let expected = interpreter.value(derivation.column, row, stored: stored) else { continue }
            #expect(Self.function(derivation.column, row) == expected, "\(derivation.column.rawValue)")
            compared += 1
        }
        #expect(compared > 300)
    }

    /// What Swift's functions say; nil for a null input.
    private static func function(_ column: AccidentColumn, _ row: ContractRow) -> ContractRow.Value? {
        func number(_ column: AccidentColumn) -> Double? { if case .number(let number)? = row[column] { number } else { nil } }
        func text(_ column: AccidentColumn) -> String? {
            if case .text(let bytes)? = row[column] { bytes.withUnsafeBufferPointer { String(decoding: trimmed($0), as: UTF8.self) } } else { nil }
        }
        func time() -> (day: Int, hour: Int)? {
            if case .time(let second)? = row[.startTime] { (Int(second) / 86_400, Int(second) % 86_400 / 3_600) } else { nil }
        }
        let flags = InfrastructureFlag.allCases.reduce(UInt16(0)) { row[$1.column] == .truth(true) ? $0 | $1.bit : $0 }
        switch column {
        case .dayOfWeek: return time().map { .integer(Int64(CivilDate.sparkWeekday(days: $0.day))) }
        case .season: return time().map { .text(Season(month: CivilDate(days: $0.day).month).label) }
        case .isWeekend: return time().map { .truth(CivilDate.isWeekend(sparkWeekday: CivilDate.sparkWeekday(days: $0.day))) }
        case .isRushHour: return time().map { .truth(CivilDate.isRushHour($0.hour)) }
        case .weatherCategory: return .text(WeatherCategory(condition: text(.weatherCondition)).label)
        case .weatherSeverityScore:
            return text(.weatherCategory).flatMap { WeatherCategory(label: $0) }.map { .integer(Int64($0.severityScore)) }
        case .visibilityCategory: return number(.visibility).map { .text(VisibilityCategory(miles: $0).label) }
        case .temperatureCategory: return number(.temperature).map { .text(TemperatureCategory(fahrenheit: $0).label) }
        case .urbanRural: return number(.distanceToCityCenter).map { .text(UrbanRural(milesToCenter: $0).label) }
        case .stateRegion: return text(.state).flatMap { USState(abbreviation: $0) }.map { .text($0.region.label) }
        case .infrastructureCount: return .integer(Int64(InfrastructureFlag.count(flags)))
        case .safetyEquipmentScore: return .integer(Int64(InfrastructureFlag.safetyScore(flags)))
        case .trafficControlType: return .text(InfrastructureFlag.trafficControl(flags).label)
        default: return nil
        }
    }

    // MARK: Support

    private static let randomRows = {
        var random = SplitMix64(seed: 1)
        return (0..<1_500).map { _ in ContractRow.random(latestDay: latestDay, using: &random) }
    }()

    private static let allColumns = AccidentColumn.required + ContractScan.columns.union([.weatherCondition]).sorted { $0.index < $1.index }

    /// The columns of a file: those that are required, and most of the others, in any order.
    private static func someColumns(using random: inout SplitMix64) -> [AccidentColumn] {
        allColumns.filter { $0.isRequired || Int.random(in: 0..<6, using: &random) > 0 }.shuffled(using: &random)
    }
}

extension RowRule {
    /// The column that the rule looks at; nil for a rule about all of them.
    fileprivate var column: AccidentColumn? {
        switch condition {
        case .textMissing(let column), .textLonger(let column, _), .notOneOf(let column, _), .integerOutside(let column, _),
            .numberOutside(let column, _), .timeMissing(let column), .dateOutside(let column, _, _), .repeated(let column):
            column
        case .copy: nil
        }
    }
}
