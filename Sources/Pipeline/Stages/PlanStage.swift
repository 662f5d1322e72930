import Accidents
import CubeSnapshots
import Cubes
import Gold
import Silver

/// What a run will do: made once, before anything is scanned or written.
struct RunPlan: Sendable {
    /// The table of accidents as it was listed.
    let table: HiveTable
    let engine: any CubeEngine
    /// What is scanned, and why.
    let scan: ScanPlan
    /// Takes over what did not change; nil when no snapshots are kept.
    let snapshots: IncrementalScan?
    /// How the accidents come into the new version; nil without a store.
    let export: ExportPlan?
    /// How the run is recorded in the ledger.
    let mode: RunRecord.Mode
}

extension Pipeline {
    /// Compares Silver with what is kept of it and with what is published.
    func plan(_ identity: RunIdentity) async throws -> RunPlan {
        let table = try accidents()
        let engine = engine(identity)
        guard let snapshots = snapshots(engine) else {
            let export = store.map { _ in ExportPlan.full("no cubes are kept") }
            return RunPlan(table: table, engine: engine, scan: ScanPlan(scanningAll: table), snapshots: nil, export: export, mode: .full)
        }
        let changed = try snapshots.plan(table, options.scope)
        var export: ExportPlan?
        if let store {
            export = ExportPlan(
                changed, published: try await store.publishedPartitions(), rules: snapshots.rules, scope: options.scope,
                limit: store.partialPublicationLimit)
        }
        let scan: ScanPlan
        switch export {
        case nil: scan = changed
        case .full: scan = changed.scanningEverything(because: options.scope == .all ? .forced : .rows)
        case .partial(let partitions, _): scan = changed.publishing(partitions)
        }
        return RunPlan(table: table, engine: engine, scan: scan, snapshots: snapshots, export: export, mode: mode(export))
    }

    private func mode(_ export: ExportPlan?) -> RunRecord.Mode {
        guard case .partial? = export else { return .full }
        if case .since = options.scope { return .incremental }
        return .partial
    }

    func engine(_ identity: RunIdentity) -> any CubeEngine {
        makeEngine(
            ReadingOptions(
                latestDay: Int32(AccidentLimits.lastDay(today: identity.day)), positionalColumns: options.positionalColumns,
                dropsCopies: options.dropsCopies))
    }

    private func snapshots(_ engine: any CubeEngine) -> IncrementalScan? {
        options.snapshots.map {
            IncrementalScan(
                CubeSpec.gold, engine: engine, snapshots: $0, columns: AccidentRows.columns, comparesFooters: options.comparesFooters,
                fileSystem: options.fileSystem)
        }
    }

    /// The table of accidents as it is now.
    func accidents() throws -> HiveTable {
        let location = try SilverLocation(resolving: options.silver, database: options.database, in: options.fileSystem)
        let table = try HiveTable(name: SilverTable.accidents.rawValue, path: location.accidents, in: location.fileSystem)
        guard table.partitions.contains(where: { !$0.files.isEmpty }) else {
            throw SilverError(.layout, "the table holds no data file", at: .init(file: table.path, table: table.name))
        }
        return table
    }

    /// An import or another writer that replaced files meanwhile would make a mixture of two versions of Silver.
    func checkUnchanged(_ table: HiveTable) throws {
        guard try HiveTable(name: table.name, path: table.path, in: table.fileSystem).partitions == table.partitions else {
            throw SilverError(.busy, "the table was changed while it was read; run again", at: .init(file: table.path, table: table.name))
        }
    }
}
