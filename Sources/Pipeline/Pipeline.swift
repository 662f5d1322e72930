public import Cubes
public import Foundation
public import Gold
import KPIs
import Silver

/// One run: plan → scan → derive → gate → publish.
///
/// Accepted rows go to the store while Silver is scanned; KPIs follow from the cubes of that same pass. Nothing becomes visible before
/// every gate has passed, and whatever stops a run leaves the version published before.
public struct Pipeline: Sendable {
    let options: PipelineOptions
    let store: (any GoldStore)?
    let clock: @Sendable () -> Date

    /// - Parameters:
    ///   - store: where Gold is published; nil computes everything and publishes nothing.
    ///   - clock: the time of the run: run_id, last_updated and the last date accepted follow from it.
    public init(_ options: PipelineOptions, store: (any GoldStore)?, clock: @escaping @Sendable () -> Date = { Date() }) {
        self.options = options
        self.store = store
        self.clock = clock
    }

    /// Runs, and records the run in the ledger whatever its end.
    ///
    /// - Throws: `QualityGateFailure` when a gate stops the run, `SilverError` for Silver that does not keep its contract, `GoldError` for a
    ///   store that fails, `CancellationError`.
    public func run(progress: @escaping @Sendable (ScanProgress) -> Void = { _ in }) async throws -> RunResult {
        var run = Run(startedAt: clock())
        do {
            try await perform(&run, progress)
            return run.result
        } catch {
            let hadBegun = run.publication != nil
            await run.publication?.abandon()
            await recordFailure(run, error, hadBegun: hadBegun)
            throw error
        }
    }

    private func perform(_ run: inout Run, _ progress: @escaping @Sendable (ScanProgress) -> Void) async throws {
        let began = ContinuousClock.now
        let table = try accidents()
        run.result.partitions = table.partitions.count
        let plan = try await beginPublication(table, &run)
        let scanning = ContinuousClock.now
        let scanned = try await scan(table, plan, &run, progress)
        try checkUnchanged(table)
        let scan = scanned.result
        run.result.stages.scanSeconds = seconds(since: scanning)
        let deriving = ContinuousClock.now
        let derived = try await derive(scan, &run)
        try gate(scan, derived, scanned.summaryAudit, &run)
        run.result.stages.deriveSeconds = seconds(since: deriving)
        let exporting = ContinuousClock.now
        try await publish(scanned, derived, &run)
        run.result.stages.exportSeconds = seconds(since: exporting)
        run.result.pipelineDurationSeconds = seconds(since: began)
    }

    /// What a run would scan now, and why.
    ///
    /// - Returns: the plan, without a state directory one that scans everything; and the number of tasks that would carry it out.
    /// - Throws: `SilverError` for Silver that cannot be listed.
    public func plan() async throws -> (plan: RefreshPlan, workers: Int) {
        let run = Run(startedAt: clock())
        let table = try accidents()
        return (try await changes(table, run).plan?.refresh ?? RefreshPlan(scanningAll: table), options.workers)
    }

    /// The table of accidents as it lies there now.
    private func accidents() throws -> HiveTable {
        let location = try SilverLocation(resolving: options.silver, database: options.database)
        let table = try HiveTable(name: SilverTable.accidents.rawValue, path: location.accidents)
        guard table.partitions.contains(where: { !$0.files.isEmpty }) else {
            throw SilverError(.layout, "the table holds no data file", at: .init(file: table.path, table: table.name))
        }
        return table
    }

    /// An import or another writer that replaced files meanwhile would make a mixture of two versions of Silver.
    private func checkUnchanged(_ table: HiveTable) throws {
        guard try HiveTable(name: table.name, path: table.path).partitions == table.partitions else {
            throw SilverError(.busy, "the table was changed while it was read; run again", at: .init(file: table.path, table: table.name))
        }
    }
}
