import Accidents
import Cubes
import Gold

extension Pipeline {
    /// Opens a publication, where there is a store.
    func beginPublication(_ plan: RunPlan, _ identity: RunIdentity) async throws -> (any GoldPublication)? {
        guard let store, let export = plan.export else { return nil }
        return switch export {
        case .full: try await store.beginPublication(runID: identity.runID)
        case .partial(_, let days): try await store.beginPartialPublication(runID: identity.runID, replacing: days)
        }
    }

    /// Writes the derived tables and switches the store to what was built.
    ///
    /// - Parameter record: the run as the ledger is to keep it, asked for at the end.
    /// - Returns: what was published.
    func publish(
        _ scanned: Scanned, _ derived: Derived, _ report: QualityReport, to publication: any GoldPublication, record: () -> RunRecord
    ) async throws -> RunResult.ExportSummary {
        let accepted = scanned.scan.counts.rowsAccepted
        try await checkSummary(publication, accepted: accepted)
        let batches: [(GoldTable, RowBatch)] =
            try derived.tables.batches + [
                (.rejectedRows, rejectedRows(scanned.scan.rejected)), (.datamartQuality, report.batch()),
                (.datamartPartitions, PublishedPartition.batch(of: scanned.partitions)),
            ]
        for (table, rows) in batches where rows.rowCount > 0 { try await publication.append(rows, to: table) }
        try await publication.commit(record())
        return RunResult.ExportSummary(
            Dictionary(uniqueKeysWithValues: batches.map { ($0.name, $1.rowCount) } + [(GoldTable.accidentsSummary.name, accepted)]))
    }

    /// What was kept of the version before and what was written must be the accidents that the cubes count.
    private func checkSummary(_ publication: any GoldPublication, accepted: Int) async throws {
        let rows = try await publication.rowCount(of: .accidentsSummary)
        guard rows == accepted else {
            throw GoldError(
                .io, "\(accepted) accidents were accepted, the table would have \(rows); run again with --force-refresh",
                table: GoldTable.accidentsSummary.name)
        }
    }
}
