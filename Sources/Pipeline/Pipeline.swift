import Accidents
public import CubeSnapshots
public import Cubes
public import Foundation
public import Gold
import Silver

/// One run: plan → scan → derive → gate → publish.
///
/// Accepted rows go to the store while Silver is scanned; KPIs follow from the cubes of that same pass. Nothing becomes visible before
/// every gate has passed, and whatever stops a run leaves the version published before.
///
/// Each stage is a function from values to a value, in a file of its own below `Stages/`.
public struct Pipeline: Sendable {
    let options: PipelineOptions
    let store: (any GoldStore)?
    let makeEngine: @Sendable (ReadingOptions) -> any CubeEngine
    let clock: @Sendable () -> Date

    /// - Parameters:
    ///   - engine: makes what fills the cubes.
    ///   - store: where Gold is published; nil computes everything and publishes nothing.
    ///   - clock: the time of the run: run_id, last_updated and the last date accepted follow from it.
    public init(
        _ options: PipelineOptions, engine: @escaping @Sendable (ReadingOptions) -> any CubeEngine, store: (any GoldStore)?,
        clock: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.options = options
        self.store = store
        self.clock = clock
        makeEngine = engine
    }

    /// Runs, and records the run in the ledger whatever its end.
    ///
    /// - Throws: `QualityGateFailure` when a gate stops the run, `SilverError` for Silver that does not keep its contract, `GoldError` for a
    ///   store that fails, `CancellationError`.
    public func run(progress: @escaping @Sendable (ScanProgress) -> Void = { _ in }) async throws -> RunResult {
        let identity = RunIdentity(startedAt: clock())
        var result = RunResult(runID: identity.runID)
        var publication: (any GoldPublication)?
        do {
            let watch = Stopwatch()
            let plan = try await plan(identity)
            result.partitions = plan.table.partitions.count
            result.mode = plan.mode
            publication = try await beginPublication(plan, identity)
            for table in GoldCatalog.content { try await publication?.create(table) }

            let scanWatch = Stopwatch()
            let scanned = try await scan(plan, publication, progress)
            result.stages.scanSeconds = scanWatch.seconds
            result.counts = scanned.scan.counts
            result.partitionsScanned = scanned.partitionsScanned

            let deriveWatch = Stopwatch()
            let derived = try await derive(scanned.scan, identity)
            let gated = gate(scanned, derived)
            result.stages.deriveSeconds = deriveWatch.seconds
            result.populationShare = derived.populationShare
            result.warnings = derived.warnings + gated.warnings
            result.quality = gated.report.findings
            result.dataQualityScore = gated.report.score
            try gated.report.enforce()

            guard let begun = publication else { return result.finished(in: watch) }
            let publishWatch = Stopwatch()
            result.dataVersion = begun.version
            result.exportSummary = try await publish(scanned, derived, gated.report, to: begun) {
                result.record(.succeeded, identity, finishedAt: clock())
            }
            publication = nil
            result.stages.exportSeconds = publishWatch.seconds
            return result.finished(in: watch)
        } catch {
            await publication?.abandon()
            await recordFailure(result, identity, error, hadBegun: publication != nil)
            throw error
        }
    }

    /// What a run would scan now, and why.
    ///
    /// - Returns: the plan, without a folder of snapshots one that scans everything; and the number of tasks that would carry it out.
    /// - Throws: `SilverError` for Silver that cannot be listed, `GoldError` for a store that cannot be read.
    public func plan() async throws -> (plan: ScanPlan, workers: Int) {
        let plan = try await plan(RunIdentity(startedAt: clock()))
        return (plan.scan, plan.engine.workers)
    }

    /// Leaves a trace of a run that published nothing, in a store that it had begun to write to or that has published before.
    /// The store's own failure must not hide why the run ended.
    private func recordFailure(_ result: RunResult, _ identity: RunIdentity, _ error: any Error, hadBegun: Bool) async {
        let hasHistory = (try? await store?.ledger(limit: 1))?.isEmpty == false
        guard hadBegun || hasHistory else { return }
        let status: RunRecord.Status = error is QualityGateFailure ? .gated : .failed
        var record = result.record(status, identity, finishedAt: clock())
        record.dataVersion = nil
        record.error = error is CancellationError ? "the run was interrupted" : "\(error)"
        try? await store?.record(record)
    }
}
