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
    /// What the rows of each partition are made from; empty when no cubes are kept.
    var partitions: [PublishedPartition] = []
}

/// What is scanned, and of what rows are handed on.
struct ScanPlan {
    var refresh: RefreshPlan
    /// The names of the partitions whose rows go to the store; nil for all.
    var exported: Set<String>?
}

extension Pipeline {
    /// What has to be scanned, and how the accidents come into the new version.
    ///
    /// - Returns: no plan when no cubes are kept: everything is scanned; no export without a store.
    func changes(_ table: HiveTable, _ run: Run) async throws -> (plan: ScanPlan?, export: ExportPlan?) {
        guard let refresh = refresh(run) else { return (nil, store == nil ? nil : .full("no cubes are kept")) }
        let plan = try refresh.plan(table, options.refresh)
        guard let store else { return (ScanPlan(refresh: plan), nil) }
        let published = try await store.publishedPartitions()
        let export = ExportPlan(plan, published: published, rules: refresh.rules, mode: options.refresh, limit: store.largestRefresh)
        switch export {
        case .full: return (ScanPlan(refresh: try refresh.plan(table, options.refresh == .all ? .all : .rows)), export)
        case .refresh(let partitions, _): return (ScanPlan(refresh: plan.publishing(partitions), exported: partitions), export)
        }
    }

    /// Opens a publication with every table, where there is a store.
    ///
    /// - Returns: what has to be scanned; nil for everything, when no cubes are kept.
    func beginPublication(_ table: HiveTable, _ run: inout Run) async throws -> ScanPlan? {
        let (plan, export) = try await changes(table, run)
        switch export {
        case nil: return plan
        case .full: run.publication = try await store?.beginPublication(runID: run.result.runID)
        case .refresh(_, let days):
            run.result.mode = .incremental
            run.publication = try await store?.beginRefresh(runID: run.result.runID, replacing: days)
        }
        for table in GoldCatalog.content { try await run.publication?.create(table) }
        return plan
    }

    /// Brings cubes up to date, by a scan of what is needed; accepted rows go to `accidents_summary`.
    func scan(_ table: HiveTable, _ plan: ScanPlan?, _ run: inout Run, _ progress: @escaping @Sendable (ScanProgress) -> Void) async throws
        -> ScannedSilver
    {
        let publication = run.publication
        let audit = Mutex(TableAudit(.accidentsSummary))
        let columns = publication == nil ? [] : summaryColumns
        let summary: @Sendable (AccidentBatch) -> RowBatch? = { publication == nil ? nil : accidentsSummary($0) }
        let deliver: @Sendable (RowBatch?) async throws -> Void = { rows in
            guard let publication, let rows, rows.rowCount > 0 else { return }
            audit.withLock { $0.add(rows) }
            try await publication.append(rows, to: .accidentsSummary)
        }
        var scanned: ScannedSilver
        if let refresh = refresh(run), let plan {
            let refreshed = try await refresh.run(
                plan.refresh, delivered: plan.exported, transform: summary, deliver: deliver, progress: progress)
            run.result.partitionsScanned = refreshed.plan.steps.count { $0.scans }
            scanned = ScannedSilver(result: refreshed.scan)
            scanned.partitions = publishedPartitions(refreshed, refresh.rules)
        } else {
            scanned = ScannedSilver(
                result: try await engine(run).scan(
                    table.partitions, specs: options.cubes ?? CubeSpec.gold, columns: columns, transform: summary, deliver: deliver,
                    progress: progress))
            run.result.partitionsScanned = table.partitions.count
        }
        scanned.summaryAudit = publication == nil ? nil : audit.withLock { $0 }
        return scanned
    }

    private func publishedPartitions(_ refreshed: RefreshResult, _ rules: ScanRules) -> [PublishedPartition] {
        let entries = Dictionary(refreshed.entries.map { ($0.partition, $0) }) { first, _ in first }
        return refreshed.plan.steps.compactMap { step in
            entries[step.partition.name].map { entry in
                PublishedPartition(
                    name: entry.partition, fingerprint: step.partition.fingerprint(rules), months: entry.months,
                    rows: Int64(entry.counts.rowsAccepted))
            }
        }
    }

    func engine(_ run: Run) -> NativeEngine {
        NativeEngine(
            workers: options.workers, latestDay: run.day + 1, positionalColumns: options.positionalColumns, dropsCopies: options.dropsCopies,
            deliversRows: store != nil)
    }

    /// The refresh of kept cubes. Nil when none are kept, or particular ones were asked for.
    func refresh(_ run: Run) -> CubeRefresh? {
        guard let state = options.state, options.cubes == nil else { return nil }
        return CubeRefresh(
            CubeSpec.gold, engine: engine(run), state: state, columns: summaryColumns, comparesFooters: options.comparesFooters)
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
    func publish(_ scanned: ScannedSilver, _ derived: DerivedTables?, _ run: inout Run) async throws {
        guard let publication = run.publication, let derived else { return }
        try await checkSummary(publication, run)
        let batches: [(GoldTable, RowBatch)] =
            derived.batches + [
                (.rejectedRows, rejectedRows(scanned.result.rejected)),
                (.datamartQuality, QualityReport(run.result.quality).batch),
                (.datamartPartitions, PublishedPartition.batch(of: scanned.partitions)),
            ]
        for (table, rows) in batches where rows.rowCount > 0 { try await publication.append(rows, to: table) }
        run.result.dataVersion = publication.version
        try await publication.commit(run.record(.succeeded, finishedAt: clock()))
        run.publication = nil
        summarise(batches, &run)
    }

    /// What was kept of the version before and what was written must be the accidents that the cubes count.
    private func checkSummary(_ publication: any GoldPublication, _ run: Run) async throws {
        let rows = try await publication.rowCount(of: .accidentsSummary)
        guard rows == run.result.counts.rowsAccepted else {
            throw GoldError(
                .io, "\(run.result.counts.rowsAccepted) accidents were accepted, the table would have \(rows); run again with --force-refresh",
                table: GoldTable.accidentsSummary.name)
        }
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
