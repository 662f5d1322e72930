public import CubeSnapshots
public import Cubes
import Foundation
public import Gold
import KPIs
import NativeEngine
public import Pipeline
import Silver
import SilverImport

/// Datamart as a program uses it: a configuration in, published Gold out.
///
///     var configuration = DatamartConfiguration()
///     configuration.silver.warehouse = "/data/warehouse"
///     configuration.goldTarget = .sqlite(path: "gold.db")
///
///     let app = try await DatamartApp(configuration)
///     let result = try await app.run(forceRefresh: false)
///     print(result.exportSummary.totalRowsExported, "rows in", result.pipelineDurationSeconds, "s")
///
/// This is the composition root: the only place that picks implementations.
public struct DatamartApp: Sendable {
    /// The configuration that the app was made with.
    public let configuration: DatamartConfiguration
    let store: (any GoldStore)?
    let reader: (any GoldReader)?

    /// Opens the store that the configuration names. Nothing is read or written yet.
    public init(_ configuration: DatamartConfiguration) async throws {
        self.configuration = configuration
        store = configuration.store
        reader = configuration.reader
    }

    /// Reads Silver, derives every table and publishes them together.
    ///
    /// - Parameters:
    ///   - scope: what has to be scanned, whatever is kept of it.
    ///   - progress: called after each batch of rows, from any task.
    /// - Returns: what was read, derived and published.
    /// - Throws: `SilverError` for input that does not keep the contract, `QualityGateFailure` when a quality gate stops the run,
    ///   `GoldError` when the store fails, `CancellationError`. In every case the version published before stays readable.
    public func run(scope: ScanScope = .changed, progress: @escaping @Sendable (ScanProgress) -> Void = { _ in }) async throws -> RunResult {
        let log = RunLog()
        log.started(configuration)
        try recoverSilver()
        var result = try await pipeline(scope, store: store).run(progress: progress)
        if let store {
            result.gold = "\(configuration.gold)"
            result.warnings += await store.notes
        }
        log.finished(result)
        return result
    }

    /// Runs as ``run(scope:progress:)`` does, on everything or on what changed.
    public func run(forceRefresh: Bool) async throws -> RunResult { try await run(scope: forceRefresh ? .all : .changed) }

    /// Runs as ``run(scope:progress:)`` does, on what changed, and on partitions with files or accidents from `time` on.
    ///
    /// - Parameter time: ISO 8601, UTC where it names no zone: `2024-01-01T00:00:00`.
    /// - Throws: `ConfigurationError` for a text that is no time.
    public func runIncremental(since time: String) async throws -> RunResult { try await run(scope: .since(time)) }

    /// Reads rows of the Gold that is published now.
    ///
    /// - Throws: `GoldError` when nothing is published, or when this version cannot read there.
    public func rows(_ query: GoldQuery) async throws -> GoldRows {
        guard let reader else {
            throw GoldError(
                .unreachable, "there is nothing to read there; name a published Gold with --gold sqlite:PATH", store: "\(configuration.gold)")
        }
        return try await reader.rows(query)
    }

    /// What a run would scan now, and why, without doing it.
    ///
    /// - Returns: the plan, and the number of tasks that would carry it out.
    /// - Throws: `SilverError` for Silver that cannot be listed.
    public func plan(scope: ScanScope = .changed) async throws -> (plan: ScanPlan, workers: Int) {
        try await pipeline(scope, store: store).plan()
    }

    /// Finishes or undoes an import that was interrupted in its switch. A table that is by itself can be read: no import writes there.
    func recoverSilver() throws {
        if let warehouse = try? SilverWarehouse(configuration.silver.warehouse, database: configuration.hive.database) { try warehouse.recover() }
    }

    /// The pipeline that the configuration describes: this is where the engine and the file system are picked.
    func pipeline(_ scope: ScanScope = .changed, store: (any GoldStore)?) -> Pipeline {
        let workers = ProcessInfo.processInfo.activeProcessorCount
        let fileSystem = LocalFileSystem()
        return Pipeline(
            options(scope, fileSystem), engine: { NativeEngine(workers: workers, reading: $0, fileSystem: fileSystem) }, store: store)
    }

    private func options(_ scope: ScanScope, _ fileSystem: any FileSystem) -> PipelineOptions {
        var options = PipelineOptions(
            silver: configuration.silver.warehouse, database: configuration.hive.database, fileSystem: fileSystem,
            positionalColumns: configuration.silver.columns, maximumRejectedShare: configuration.qualityGates.maxRejectedShare,
            minimumCompleteness: configuration.qualityGates.minCompleteness,
            thresholds: .init(
                highDanger: configuration.thresholds.highDanger, hotspotMinimumAccidents: Int64(configuration.thresholds.hotspotMinAccidents),
                topHotspots: configuration.thresholds.topHotspotsCount, hotspotRadiusMiles: configuration.thresholds.hotspotRadiusMiles))
        options.snapshots = configuration.stateFolder.map { SnapshotDirectory(path: $0) }
        options.comparesFooters = configuration.silver.comparesFooters
        options.dropsCopies = configuration.silver.dropsCopies
        options.scope = scope
        return options
    }
}
