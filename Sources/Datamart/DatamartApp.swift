public import Cubes
import Foundation
public import Gold
import GoldMySQL
import GoldSQLite
import KPIs
public import Pipeline
import Silver

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

    /// Opens the store that the configuration names. Nothing is read or written yet.
    ///
    public init(_ configuration: DatamartConfiguration) async throws {
        self.configuration = configuration
        store = configuration.store
    }

    /// Reads Silver, derives every table and publishes them together.
    ///
    /// - Parameters:
    ///   - refresh: what may be taken over from runs before.
    ///   - cubes: the cubes to fill, and nothing to derive from them; nil for all of Gold.
    ///   - progress: called after each batch of rows, from any task.
    /// - Returns: what was read, derived and published.
    /// - Throws: `SilverError` for input that does not keep the contract, `QualityGateFailure` when a quality gate stops the run,
    ///   `GoldError` when the store fails, `CancellationError`. In every case the version published before stays readable.
    public func run(
        refresh: RefreshMode = .changed, cubes: [CubeSpec]? = nil, progress: @escaping @Sendable (ScanProgress) -> Void = { _ in }
    ) async throws -> RunResult {
        let log = RunLog()
        log.started(configuration)
        // A table that lies by itself can be read; no import writes there, so there is nothing to recover.
        if let warehouse = try? SilverWarehouse(configuration.silver.warehouse, database: configuration.hive.database) { try warehouse.recover() }
        var options = options
        options.cubes = cubes
        options.refresh = refresh
        var result = try await Pipeline(options, store: store).run(progress: progress)
        if let store {
            result.gold = "\(configuration.gold)"
            result.warnings += await store.notes
        }
        log.finished(result)
        return result
    }

    /// Runs as ``run(refresh:cubes:progress:)`` does, on everything or on what changed.
    public func run(forceRefresh: Bool) async throws -> RunResult { try await run(refresh: forceRefresh ? .all : .changed) }

    /// Reads rows of the Gold that is published now.
    ///
    /// - Throws: `GoldError` when nothing is published, or when this version cannot read there.
    public func rows(_ query: GoldQuery) async throws -> GoldRows {
        guard let reader = store as? any GoldReader else {
            throw GoldError(
                .unreachable, "there is nothing to read there; name a published Gold with --gold sqlite:PATH", store: "\(configuration.gold)")
        }
        return try await reader.rows(query)
    }

    /// What a run would scan now, and why, without doing it.
    ///
    /// - Returns: the plan, and the number of tasks that would carry it out.
    /// - Throws: `SilverError` for Silver that cannot be listed.
    public func plan(refresh: RefreshMode = .changed) async throws -> (plan: RefreshPlan, workers: Int) {
        var options = options
        options.refresh = refresh
        return try await Pipeline(options, store: store).plan()
    }

    private var options: PipelineOptions {
        var options = PipelineOptions(
            silver: configuration.silver.warehouse, database: configuration.hive.database, positionalColumns: configuration.silver.columns,
            workers: ProcessInfo.processInfo.activeProcessorCount,
            maximumRejectedShare: configuration.qualityGates.maxRejectedShare, minimumCompleteness: configuration.qualityGates.minCompleteness,
            thresholds: .init(
                highDanger: configuration.thresholds.highDanger, hotspotMinimumAccidents: Int64(configuration.thresholds.hotspotMinAccidents),
                topHotspots: configuration.thresholds.topHotspotsCount, hotspotRadiusMiles: configuration.thresholds.hotspotRadiusMiles))
        options.state = configuration.stateFolder.map { StateDirectory(path: $0) }
        options.comparesFooters = configuration.silver.comparesFooters
        options.dropsCopies = configuration.silver.dropsCopies
        return options
    }
}
