import Accidents
import CubeSnapshots
import Cubes
import Gold
import Silver
import Synchronization

/// What a scan yields.
struct Scanned: Sendable {
    /// The cubes, the counts and what was rejected.
    var scan: ScanResult
    /// Partitions that were scanned; the cubes of the others were taken from snapshots.
    var partitionsScanned: Int
    /// What was seen of the rows that went to the store; nil without a store.
    var summaryAudit: TableAudit?
    /// What the rows of each partition are made from; empty when no snapshots are kept.
    var partitions: [PublishedPartition] = []
}

extension Pipeline {
    /// Brings the cubes up to date by a scan of what is needed; accepted rows go to `accidents_summary`.
    func scan(
        _ plan: RunPlan, _ publication: (any GoldPublication)?, _ progress: @escaping @Sendable (ScanProgress) -> Void
    ) async throws -> Scanned {
        let audit = Mutex(TableAudit(.accidentsSummary))
        let sink = publication.map { publication in
            RowSink(partitions: plan.export?.partitions) { accidents in
                let rows = try accidentsSummary(accidents)
                audit.withLock { $0.add(rows) }
                try await publication.append(rows, to: .accidentsSummary)
            }
        }
        var scanned = try await scan(plan, rows: sink, progress)
        scanned.summaryAudit = publication.map { _ in audit.withLock { $0 } }
        try checkUnchanged(plan.table)
        return scanned
    }

    private func scan(_ plan: RunPlan, rows: RowSink?, _ progress: @escaping @Sendable (ScanProgress) -> Void) async throws -> Scanned {
        guard let snapshots = plan.snapshots else {
            let scan = try await plan.engine.scan(
                plan.table.partitions, specs: CubeSpec.gold, columns: rows == nil ? [] : AccidentRows.columns, rows: rows, progress: progress)
            return Scanned(scan: scan, partitionsScanned: plan.table.partitions.count)
        }
        let result = try await snapshots.run(plan.scan, rows: rows, progress: progress)
        return Scanned(
            scan: result.scan, partitionsScanned: result.plan.steps.count { $0.scans }, partitions: publishedPartitions(result, snapshots.rules))
    }

    private func publishedPartitions(_ result: IncrementalScanResult, _ rules: ScanRules) -> [PublishedPartition] {
        let entries = Dictionary(result.entries.map { ($0.partition, $0) }) { first, _ in first }
        return result.plan.steps.compactMap { step in
            entries[step.partition.name].map { entry in
                PublishedPartition(
                    name: entry.partition, fingerprint: step.partition.fingerprint(rules), months: entry.months,
                    rows: Int64(entry.counts.rowsAccepted))
            }
        }
    }
}
