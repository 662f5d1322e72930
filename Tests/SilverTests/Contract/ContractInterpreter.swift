import Accidents

/// The contract's tables evaluated value by value, as plainly as can be: what the kernels are held against.
struct ContractInterpreter {
    typealias Value = ContractRow.Value

    /// The last date that is accepted, days since 1970-01-01.
    let latestDay: Int
    let dropsCopies: Bool
    /// What a copy is equal in.
    let columns: [AccidentColumn]
    /// Rows that equal an earlier one.
    private(set) var copies = 0
    /// What rows had in the columns that a rule looks at, by the rule's reason.
    private var seen: [RejectionReason: Set<[Value?]>] = [:]

    init(latestDay: Int, dropsCopies: Bool, columns: [AccidentColumn]) {
        self.latestDay = latestDay
        self.dropsCopies = dropsCopies
        self.columns = columns
    }

    private static let limits = Dictionary(uniqueKeysWithValues: ValueLimit.all.map { ($0.column, $0.limit) })
    private static let derivations = Dictionary(uniqueKeysWithValues: Derivation.all.map { ($0.column, $0) })

    private static let blanks = AccidentLimits.blanks.map { Array(String($0).utf8) }

    // MARK: Rules

    /// Why the next row of the partition is rejected; nil when it is accepted.
    ///
    /// - Parameter stored: the columns of its file. The row has values in no others.
    mutating func reason(_ row: ContractRow, stored: Set<AccidentColumn>) -> RejectionReason? {
        for rule in RowRule.all where breaks(rule, row, stored) { return rule.reason }
        return nil
    }

    private mutating func breaks(_ rule: RowRule, _ row: ContractRow, _ stored: Set<AccidentColumn>) -> Bool {
        switch rule.condition {
        case .textMissing(let column): return text(row[column]) == nil
        case .textLonger(let column, let characters):
            guard let text = text(row[column]), let decoded = String(validating: text, as: UTF8.self) else { return true }
            return decoded.unicodeScalars.count > characters
        case .notOneOf(let column, let labels): return letters(row[column]).map(labels.contains) != true
        case .integerOutside(let column, let range):
            guard case .integer(let integer)? = row[column] else { return true }
            return !range.contains(Int(integer))
        case .numberOutside(let column, let range):
            guard case .number(let number)? = row[column] else { return true }
            return !range.contains(number)
        case .timeMissing(let column): return row[column] == nil
        case .dateOutside(let column, let first, let daysAhead):
            guard case .time(let second)? = row[column] else { return false }
            let today = latestDay - daysAhead
            return !(first...today + daysAhead).contains(day(second))
        case .repeated(let column): return !seen[rule.reason, default: []].insert([text(row[column]).map(Value.text)]).inserted
        case .copy(let ignored):
            let key = columns.filter { !ignored.contains($0) }.map { value($0, row, stored: stored) }
            let isCopy = !seen[rule.reason, default: []].insert(key).inserted
            copies += isCopy ? 1 : 0
            return isCopy && dropsCopies
        }
    }

    // MARK: Values

    /// The value of a column after limits and derivations; nil for null.
    func value(_ column: AccidentColumn, _ row: ContractRow, stored: Set<AccidentColumn>) -> Value? {
        guard let derivation = Self.derivations[column] else {
            let value = limited(column, row)
            return column == .state ? letters(value).map { .text($0) } : value
        }
        if derivation.replacesStored || !stored.contains(column) { return derived(derivation.rule, row, stored) }
        if case .thresholds(let number, _, _) = derivation.rule, isBeyondLimit(number, row) { return nil }
        return limited(column, row)
    }

    /// Whether a value is there and beyond its limit: nulled and counted.
    func isBeyondLimit(_ column: AccidentColumn, _ row: ContractRow) -> Bool {
        guard let limit = Self.limits[column], let value = row[column] else { return false }
        switch (limit, value) {
        case (.number(let range), .number(let number)): return !range.contains(number)
        case (.integer(let range), .integer(let integer)): return !range.contains(Int(integer))
        case (.text(let characters), .text):
            return text(value).map { String(decoding: $0, as: UTF8.self).unicodeScalars.count > characters } ?? false
        case (.time(let after, let seconds), .time(let end)):
            guard case .time(let start)? = row[after] else { return false }
            return end < start || end > start + Int64(seconds)
        default: preconditionFailure("\(limit) is no limit of \(value)")
        }
    }

    private func limited(_ column: AccidentColumn, _ row: ContractRow) -> Value? {
        if isBeyondLimit(column, row) { return nil }
        if case .text? = row[column] { return text(row[column]).map(Value.text) }
        return row[column]
    }

    private func derived(_ rule: Derivation.Rule, _ row: ContractRow, _ stored: Set<AccidentColumn>) -> Value? {
        func input(_ column: AccidentColumn) -> Value? { value(column, row, stored: stored) }
        func truth(_ column: AccidentColumn) -> Bool? { row[column] == nil ? nil : row[column] == .truth(true) }
        switch rule {
        case .hour(let column):
            guard case .time(let second)? = input(column) else { return nil }
            return .integer((second - Int64(day(second)) * 86_400) / 3_600)
        case .dayOfWeek(let column):
            guard case .time(let second)? = input(column) else { return nil }
            return .integer(Int64(CivilDate.sparkWeekday(days: day(second))))
        case .month(let column, let labels):
            guard case .time(let second)? = input(column) else { return nil }
            return .text(labels[CivilDate(days: day(second)).month - 1])
        case .isOneOf(let column, let values):
            guard case .integer(let integer)? = input(column) else { return nil }
            return .truth(values.contains(Int(integer)))
        case .thresholds(let column, let thresholds, let labels):
            guard case .number(let number)? = input(column) else { return nil }
            return .text(labels[thresholds.bounds.firstIndex { thresholds.comparison == .atMost ? number <= $0 : number >= $0 } ?? labels.count - 1])
        case .keywords(let column, let rules, let otherwise):
            // A file that has no labels at all tells nothing about the weather.
            guard stored.contains(column) else { return nil }
            let label = text(row[column]).map { String(decoding: $0, as: UTF8.self).lowercased() } ?? ""
            return .text(rules.first { $0.words.contains { label.contains($0) } }?.label ?? otherwise)
        case .label(let column, let labels): return letters(input(column)).flatMap { labels[$0] }.map { .text($0) }
        case .score(let column, let scores):
            guard case .text(let label)? = input(column) else { return nil }
            return scores[String(decoding: label, as: UTF8.self)].map { .integer(Int64($0)) }
        case .sum(let weights):
            guard weights.allSatisfy({ truth($0.column) != nil }) else { return nil }
            return .integer(weights.reduce(0) { truth($1.column) == true ? $0 + Int64($1.weight) : $0 })
        case .flags(let rules):
            guard rules.flatMap(\.columns).contains(where: { truth($0) != nil }) else { return nil }
            return rules.first { $0.columns.allSatisfy { truth($0) == true } }.map { .text($0.label) }
        }
    }

    // MARK: Texts and times

    /// A text without blanks at its ends; nil when nothing is left.
    private func text(_ value: Value?) -> [UInt8]? {
        guard case .text(var bytes)? = value else { return nil }
        while let blank = Self.blanks.first(where: bytes.starts(with:)) { bytes.removeFirst(blank.count) }
        while let blank = Self.blanks.first(where: { bytes.suffix($0.count) == $0[...] }) { bytes.removeLast(blank.count) }
        return bytes.isEmpty ? nil : bytes
    }

    /// A text with its ASCII letters in capitals.
    private func letters(_ value: Value?) -> String? {
        text(value).map { String(decoding: $0.map { (97...122).contains($0) ? $0 - 32 : $0 }, as: UTF8.self) }
    }

    private func day(_ second: Int64) -> Int { Int((Double(second) / 86_400).rounded(.down)) }
}
