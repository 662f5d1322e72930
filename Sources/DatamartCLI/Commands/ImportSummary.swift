import Accidents
import Silver
import SilverImport

/// What an import did, for people.
struct ImportSummary {
    let report: ImportReport
    let warehouse: String

    func text(colors: Bool) -> String {
        [headline, inputs(colors: colors), remarks, "Next: datamart run --silver '\(warehouse)' --gold sqlite:gold.db\n"]
            .filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private var headline: String {
        let speed = report.seconds > 0 ? " (\(grouped(Int(Double(report.rowsRead) / report.seconds))) rows/s)" : ""
        return "Imported \(grouped(report.rowsAccepted)) rows into \(warehouse) in \(duration(report.seconds))\(speed).\n"
    }

    private func inputs(colors: Bool) -> String {
        let rows = report.inputs.map { [$0.name, grouped($0.rowsRead), grouped($0.rowsAccepted), grouped($0.rowsRejected)] }
        return TextTable(columns: [.text("file"), .number("read"), .number("accepted"), .number("rejected")], rows: rows).rendered(colors: colors)
    }

    /// What deserves attention: rejected rows by reason, values that were nulled, copies.
    private var remarks: String {
        let reasons = report.rejected.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
        var lines = reasons.map { "\(grouped($0.value)) rejected: \($0.key.sentence)" }
        if let path = report.rejectsPath { lines.append("Rejected rows are listed in \(path).") }
        let nulled = report.nulled.sorted { $0.key < $1.key }.map { "\($0.key) \(grouped($0.value))" }
        if !nulled.isEmpty { lines.append("Values beyond their limits, taken as missing: " + nulled.joined(separator: ", ")) }
        if report.copies > 0 { lines.append("\(grouped(report.copies)) rows equal an earlier one in everything but ID.") }
        return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
    }
}
