import Cubes
import Gold
import KPIs
import Silver

extension Pipeline {
    /// Puts every finding into the result, and stops the run when one did not pass.
    ///
    /// - Throws: `QualityGateFailure`.
    func gate(_ scan: ScanResult, _ derived: DerivedTables?, _ summary: TableAudit?, _ run: inout Run) throws {
        let unfilled = summary.map { unfilledColumns(scan.counts, $0) } ?? []
        let audit = summary?.withoutFilled(Set(unfilled))
        run.result.warnings += unfilled.map { "accidents_summary.\($0) is null where Silver has nothing to fill it with" }
        let report = QualityReport(
            rowFindings(scan) + (derived?.levels ?? []) + (audit?.findings(minimumCompleteness: options.minimumCompleteness) ?? [])
                + (derived?.findings(minimumCompleteness: options.minimumCompleteness) ?? []) + run.result.quality)
        run.result.warnings += report.findings.filter { !$0.passed && !$0.stops }.map(\.description)
        run.result.quality = report.findings
        run.result.dataQualityScore = report.score
        try report.enforce()
    }

    /// Rows read, accepted and rejected; identifiers in two partitions.
    private func rowFindings(_ scan: ScanResult) -> [QualityFinding] {
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
