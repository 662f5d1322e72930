/// The gates that look at a table's rows, batch by batch as they are published.
///
///     var audit = TableAudit(.accidentsSummary)
///     for batch in batches { audit.add(batch) }
///     let findings = audit.findings()
public struct TableAudit: Sendable {
    /// What the rows are held against.
    public private(set) var rules: TableRules
    /// Rows looked at so far.
    public private(set) var rowCount = 0
    /// For each written column, rows with a value.
    private var present: [Int]
    private var notFinite = 0
    private var outOfRange = 0
    /// The column where a figure was first out of range or not finite, for the reason.
    private var offender: String?
    /// For each rank of the rules, the ranks met where the level is null, and where it is not.
    private var ranks: [(whole: [Int64], part: [Int64])]

    /// An audit that has seen no row.
    public init(_ rules: TableRules) {
        self.rules = rules
        present = Array(repeating: 0, count: rules.table.writtenColumns.count)
        ranks = Array(repeating: ([], []), count: rules.ranks.count)
    }

    /// Takes `batch` into account.
    ///
    /// - Precondition: the batch is valid for the table (``RowBatch/validate(for:)``), numbers that are not finite aside.
    public mutating func add(_ batch: RowBatch) {
        rowCount += batch.rowCount
        for (index, definition) in rules.table.writtenColumns.enumerated() {
            let column = batch.columns[index]
            present[index] += column.present.map { $0.count { $0 != 0 } } ?? batch.rowCount
            checkNumbers(column, definition.name)
        }
        for (index, rule) in rules.ranks.enumerated() { collect(rule, at: index, batch) }
    }

    /// The columns in which no row has a value: the input has nothing to fill them with.
    public var emptyColumns: [String] {
        rowCount == 0 ? [] : zip(rules.table.writtenColumns, present).filter { $0.1 == 0 }.map(\.0.name)
    }

    /// The same audit with columns left out of completeness.
    public func withoutFilled(_ columns: Set<String>) -> TableAudit {
        var audit = self
        audit.rules = rules.withoutFilled(columns)
        return audit
    }

    /// What was found: completeness, numbers out of range or not finite, gaps in ranks.
    ///
    /// - Parameters:
    ///   - minimumCompleteness: the share of values, over ``TableRules/filled``, that must be there.
    ///   - alertCompleteness: the share under which a finding is an alert.
    public func findings(minimumCompleteness: Double = 0.95, alertCompleteness: Double = 0.90) -> [QualityFinding] {
        var findings = [completeness(minimumCompleteness, alertCompleteness)]
        findings.append(count("figures_not_finite", notFinite, "figures are not finite"))
        findings.append(count("figures_out_of_range", outOfRange, "figures are out of their range"))
        for (rule, found) in zip(rules.ranks, ranks) {
            let gaps = Self.rankGaps(found.whole) + Self.rankGaps(found.part)
            findings.append(count("\(rule.column)_gaps", gaps, "ranks of \(rule.column) are missing or repeated"))
        }
        return findings
    }

    /// How many of the ranks 1 … `ranks.count` are missing from `ranks`: 0 when they are dense.
    public static func rankGaps(_ ranks: [Int64]) -> Int {
        let places = Int64(ranks.count)
        return ranks.count - Set(ranks.filter { (1...max(1, places)).contains($0) }).count
    }

    private func completeness(_ minimum: Double, _ alert: Double) -> QualityFinding {
        let columns = zip(rules.table.writtenColumns, present).filter { rules.filled.contains($0.0.name) }
        let cells = rowCount * columns.count
        let value = cells == 0 ? 1 : Double(columns.reduce(0) { $0 + $1.1 }) / Double(cells)
        let emptiest = columns.min { $0.1 < $1.1 }.map { "; the emptiest is \($0.0.name) with \($0.1) of \(rowCount)" } ?? ""
        var finding = QualityFinding(
            table: rules.table.name, metric: "completeness", value: value, threshold: minimum, passed: value >= minimum,
            reason: "a share of \(value) of the values is there, at least \(minimum) must be\(emptiest)")
        finding.isAlert = value < alert
        return finding
    }

    private func count(_ metric: String, _ count: Int, _ what: String) -> QualityFinding {
        let first = count > 0 && metric.hasPrefix("figures") ? offender.map { ", first in \($0)" } ?? "" : ""
        return QualityFinding(
            table: rules.table.name, metric: metric, value: Double(count), threshold: 0, passed: count == 0, reason: "\(count) \(what)\(first)")
    }

    private mutating func checkNumbers(_ column: RowBatch.Column, _ name: String) {
        let before = notFinite + outOfRange
        switch column.values {
        case .doubles(let values):
            let range = rules.ranges[name] ?? -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
            for row in values.indices where !range.contains(values[row]) && column.isPresent(row) {
                if values[row].isFinite { outOfRange += 1 } else { notFinite += 1 }
            }
        case .integers(let values):
            guard let range = rules.ranges[name] else { return }
            for row in values.indices where !range.contains(Double(values[row])) && column.isPresent(row) { outOfRange += 1 }
        default: break
        }
        if notFinite + outOfRange > before && offender == nil { offender = name }
    }

    private mutating func collect(_ rule: TableRules.Rank, at index: Int, _ batch: RowBatch) {
        guard let rank = rules.table.batchIndex(of: rule.column), case .integers(let values) = batch.columns[rank].values else { return }
        let level = rule.level.flatMap(rules.table.batchIndex).map { batch.columns[$0] }
        for row in values.indices where batch.columns[rank].isPresent(row) {
            if level?.isPresent(row) ?? true { ranks[index].part.append(values[row]) } else { ranks[index].whole.append(values[row]) }
        }
    }
}
