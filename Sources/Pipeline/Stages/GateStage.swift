import Accidents
import Cubes
import Gold

/// What the gates found.
struct Gated: Sendable {
    var report: QualityReport
    /// What a reader of the figures should know, a sentence each.
    var warnings: [String]
}

extension Pipeline {
    /// Judges everything that was scanned and derived. Whether the run may go on, the report says.
    func gate(_ scanned: Scanned, _ derived: Derived) -> Gated {
        let unfilled = scanned.summaryAudit.map { unfilledColumns(scanned.scan.counts, $0) } ?? []
        let audit = scanned.summaryAudit?.withoutFilled(Set(unfilled))
        let report = QualityReport(
            rowFindings(scanned.scan) + derived.tables.levels + (audit?.findings(minimumCompleteness: options.minimumCompleteness) ?? [])
                + derived.tables.findings(minimumCompleteness: options.minimumCompleteness) + derived.findings)
        return Gated(
            report: report,
            warnings: unfilled.map { "accidents_summary.\($0) is null where Silver has nothing to fill it with" }
                + report.findings.filter { !$0.passed && !$0.stops }.map(\.description))
    }

    /// Rows read, accepted and rejected; identifiers in two partitions.
    func rowFindings(_ scan: ScanResult) -> [QualityFinding] {
        let counts = scan.counts
        let shared = scan.identifiersInTwoPartitions
        return QualityGate.rows(
            read: Int64(counts.rowsRead), accepted: Int64(counts.rowsAccepted), rejected: Int64(counts.rowsRejected),
            maximumRejectedShare: options.maximumRejectedShare, details: rejectionDetails(scan))
            + [
                QualityGate.notEmpty(read: Int64(counts.rowsRead), accepted: Int64(counts.rowsAccepted)),
                QualityFinding(
                    table: GoldTable.accidentsSummary.name, metric: "ids_in_two_partitions", value: Double(shared.count), threshold: 0,
                    passed: shared.isEmpty,
                    reason: shared.isEmpty
                        ? "no identifier occurs in two partitions"
                        : "identifiers that occur in several partitions, such as \(shared.joined(separator: ", "))"),
            ]
    }

    /// For each reason how many rows it rejected, and the first of them.
    private func rejectionDetails(_ scan: ScanResult) -> String {
        let reasons = scan.counts.rejected.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
        return reasons.map { reason, count in
            let first = scan.rejected.first { $0.reason == reason }.map { ", first in \($0.file), row \($0.row + 1)" } ?? ""
            return "\(reason.rawValue) \(count)\(first)"
        }.joined(separator: "; ")
    }

    /// The columns of `accidents_summary` that Silver cannot fill, for some files or for all: completeness must not count them.
    private func unfilledColumns(_ counts: ScanCounts, _ summary: TableAudit) -> [String] {
        let targets: [AccidentColumn: String] = [
            .city: "city", .distance: "distance_miles", .weatherCategory: "weather_category", .temperature: "temperature_category",
            .infrastructureCount: "infrastructure_count", .safetyEquipmentScore: "safety_score",
        ]
        let missing = counts.missing.keys.compactMap { AccidentColumn(rawValue: $0).flatMap { targets[$0] } }
        return Set(missing).union(summary.emptyColumns).sorted()
    }
}
