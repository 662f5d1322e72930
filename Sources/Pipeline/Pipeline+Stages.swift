import Cubes
import Foundation
import Gold
import KPIs
import Silver
import Synchronization

/// What a scan yields: the engine's result, and what was seen of the rows that went to the store.
struct ScannedSilver {
    var result: ScanResult
    /// Nil when nothing is published.
    var summaryAudit: TableAudit?
}

extension Pipeline {
    /// Brings cubes up to date, by a scan of what is needed; accepted rows go to `accidents_summary`.
    func scan(_ table: HiveTable, _ run: inout Run, _ progress: @escaping @Sendable (ScanProgress) -> Void) async throws -> ScannedSilver {
        let publication = run.publication
        let audit = Mutex(TableAudit(.accidentsSummary))
        let columns = publication == nil ? [] : summaryColumns
        let summary: @Sendable (AccidentBatch) -> RowBatch? = { publication == nil ? nil : accidentsSummary($0) }
        let deliver: @Sendable (RowBatch?) async throws -> Void = { rows in
            guard let publication, let rows, rows.rowCount > 0 else { return }
            audit.withLock { $0.add(rows) }
            try await publication.append(rows, to: .accidentsSummary)
        }
        let result: ScanResult
        if let refresh = refresh(run, columns) {
            let plan = try refresh.plan(table, refreshMode)
            let refreshed = try await refresh.run(plan, transform: summary, deliver: deliver, progress: progress)
            run.result.partitionsScanned = refreshed.plan.steps.count { $0.scans }
            result = refreshed.scan
        } else {
            result = try await engine(run).scan(
                table.partitions, specs: options.cubes ?? CubeSpec.gold, columns: columns, transform: summary, deliver: deliver, progress: progress)
            run.result.partitionsScanned = table.partitions.count
        }
        return ScannedSilver(result: result, summaryAudit: publication == nil ? nil : audit.withLock { $0 })
    }

    /// What may be taken over: a run that publishes hands every row on, so that it scans them all.
    var refreshMode: RefreshMode { store == nil || options.refresh == .all ? options.refresh : .rows }

    func engine(_ run: Run) -> NativeEngine {
        NativeEngine(
            workers: options.workers, latestDay: run.day + 1, positionalColumns: options.positionalColumns, dropsCopies: options.dropsCopies)
    }

    /// The refresh of kept cubes. Nil when none are kept, or particular ones were asked for.
    func refresh(_ run: Run, _ columns: Set<AccidentColumn> = []) -> CubeRefresh? {
        guard let state = options.state, options.cubes == nil else { return nil }
        return CubeRefresh(CubeSpec.gold, engine: engine(run), state: state, columns: columns, comparesFooters: options.comparesFooters)
    }

    /// Computes every table that follows from the cubes. Nil when particular cubes were asked for.
    func derive(_ scan: ScanResult, _ run: inout Run) async throws -> DerivedTables? {
        run.result.counts = scan.counts
        guard options.cubes == nil else { return nil }
        let location = try SilverLocation(resolving: options.silver, database: options.database)
        let models = try ModelEvidence(beside: location)
        let reconciliation = try Reconciliation(beside: location, GoldCubes(scan.cubes))
        run.result.warnings += models.warnings + reconciliation.warnings
        run.result.quality = reconciliation.findings
        let derived = try await DerivedTables(
            GoldCubes(scan.cubes), models, thresholds: options.thresholds, accepted: Int64(scan.counts.rowsAccepted), lastUpdated: run.timestamp)
        run.result.populationShare = derived.populationShare
        return derived
    }

    /// Writes the derived tables and switches the store to what was built.
    func publish(_ scan: ScanResult, _ derived: DerivedTables?, _ run: inout Run) async throws {
        guard let publication = run.publication, let derived else { return }
        let batches: [(GoldTable, RowBatch)] =
            derived.batches + [
                (.rejectedRows, rejectedRows(scan.rejected)),
                (.datamartQuality, QualityReport(run.result.quality).batch),
            ]
        for (table, rows) in batches where rows.rowCount > 0 { try await publication.append(rows, to: table) }
        run.result.dataVersion = publication.version
        try await publication.commit(run.record(.succeeded, finishedAt: clock()))
        run.publication = nil
        summarise(batches, &run)
    }

    private func summarise(_ batches: [(GoldTable, RowBatch)], _ run: inout Run) {
        var summary = RunResult.ExportSummary()
        summary.tables = Dictionary(uniqueKeysWithValues: batches.map { ($0.name, $1.rowCount) })
        summary.tables[GoldTable.accidentsSummary.name] = run.result.counts.rowsAccepted
        summary.tablesCreated = summary.tables.count
        summary.totalRowsExported = summary.tables.values.reduce(0, +)
        run.result.exportSummary = summary
    }

    /// Leaves a trace of a run that published nothing, in a store that it had begun to write to or that has published before.
    /// The store's own failure must not hide why the run ended.
    func recordFailure(_ run: Run, _ error: any Error, hadBegun: Bool) async {
        let hasHistory = (try? await store?.ledger(limit: 1))?.isEmpty == false
        guard hadBegun || hasHistory else { return }
        let status: RunRecord.Status = error is QualityGateFailure ? .gated : .failed
        try? await store?.record(run.record(status, finishedAt: clock(), error: error))
    }
}
