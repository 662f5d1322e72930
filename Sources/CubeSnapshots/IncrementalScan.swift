public import Accidents
public import Cubes
public import Silver
import Synchronization

/// Brings cubes up to date: scans what changed in Silver, takes the rest from snapshots, and merges both.
///
/// The result is that of a scan of everything, cell by cell, because a changed partition's cubes are replaced, never patched.
public struct IncrementalScan: Sendable {
    /// Scans what has to be scanned.
    public var engine: any CubeEngine
    /// The cubes.
    public var specs: [CubeSpec]
    /// Where cubes are kept.
    public var snapshots: SnapshotDirectory
    /// What is read of a batch besides the columns of the cubes and those that every batch has.
    public var columns: Set<AccidentColumn>
    /// Whether a hash over the files' footers is kept and compared.
    public var comparesFooters: Bool
    private let fileSystem: any FileSystem

    /// An incremental scan of `specs`, each with a name of its own, by `engine`.
    public init(
        _ specs: [CubeSpec], engine: any CubeEngine, snapshots: SnapshotDirectory, columns: Set<AccidentColumn> = [], comparesFooters: Bool = false,
        fileSystem: any FileSystem
    ) {
        precondition(Set(specs.map(\.name)).count == specs.count, "two cubes of one name")
        self.specs = specs
        self.engine = engine
        self.snapshots = snapshots
        self.columns = columns
        self.comparesFooters = comparesFooters
        self.fileSystem = fileSystem
    }

    /// By which rules cubes are made now.
    public var rules: ScanRules { ScanRules(specs, engine, columns: columns) }

    /// What it would do now.
    ///
    /// - Throws: `SilverError` for a file that cannot be read, when footers are compared.
    public func plan(_ table: HiveTable, _ mode: ScanScope) throws -> ScanPlan {
        try ScanPlan(table, snapshots, rules: rules, mode: mode, footers: footers)
    }

    private func footers(_ partition: HivePartition) throws -> UInt64? { comparesFooters ? try partition.footerHash(fileSystem) : nil }

    /// Carries out `plan`.
    ///
    /// - Parameters:
    ///   - rows: where the accepted rows of scanned partitions go; nil when nobody wants them.
    ///   - progress: called after each batch, from any task.
    /// - Returns: the cubes of all of Silver, and what was done.
    /// - Throws: `SilverError`, ``CubeError``, `CancellationError`, or what the sink throws.
    public func run(
        _ plan: ScanPlan, rows: RowSink? = nil, progress: @escaping @Sendable (ScanProgress) -> Void = { _ in }
    ) async throws -> IncrementalScanResult {
        try snapshots.create()
        let merger = CubeMerger(specs)
        let (plan, kept) = try await load(plan, merger)
        let scanned = Mutex<[CubeSnapshot]>([])
        try await engine.scanEach(
            plan.steps.filter(\.scans).map(\.partition), specs: specs, columns: columns, rows: rows, progress: progress,
            finished: { partition in
                var snapshot = try snapshot(partition)
                try snapshots.partition(partition.partition.name).write(snapshot)
                try await merger.add(snapshot.cubes)
                snapshot.cubes = []
                scanned.withLock { $0.append(snapshot) }
            })
        let result = try IncrementalScanResult(plan, try await merger.merged(), kept: kept, scanned: scanned.withLock { $0 })
        try finish(plan, result, rules)
        return result
    }

    private func snapshot(_ scan: PartitionScan) throws -> CubeSnapshot {
        let months = scan.cubes.first { $0.spec.dimensions.contains(.date) }.map { Set(($0.keys(.date) ?? []).map(Self.month)).sorted() } ?? []
        let entry = CubeSnapshot.Entry(
            partition: scan.partition.name, files: scan.partition.files, footers: try footers(scan.partition), months: months,
            counts: scan.counts, seconds: Double(scan.duration.components.seconds) + Double(scan.duration.components.attoseconds) * 1e-18)
        return CubeSnapshot(rules: rules, entries: [entry], cubes: scan.cubes, identifiers: scan.identifiers, rejected: scan.rejected)
    }

    private static func month(_ day: Int32) -> Int32 {
        Month(CivilDate(days: Int(day))).code
    }

    // MARK: What is kept

    /// Reads what the plan takes over. A damaged snapshot turns into a scan.
    private func load(_ plan: ScanPlan, _ merger: CubeMerger) async throws -> (ScanPlan, [CubeSnapshot]) {
        var plan = plan
        var kept: [CubeSnapshot] = []
        let planned = Dictionary(plan.steps.compactMap(\.entry).map { ($0.partition, $0) }) { first, _ in first }
        if !plan.merged.isEmpty {
            if let snapshot = try? await snapshots.merged.read(specs), isPlanned(snapshot, planned) {
                kept.append(try await take(snapshot, merger))
            } else {
                plan.merged = []
            }
        }
        let names = plan.steps.filter { !$0.scans && !plan.merged.contains($0.partition.name) }.map(\.partition.name)
        let loaded = try await withThrowingTaskGroup(of: (String, Result<CubeSnapshot, any Error>).self) { group in
            var found: [String: Result<CubeSnapshot, any Error>] = [:]
            for (index, name) in names.enumerated() {
                if index >= engine.workers, let (name, result) = try await group.next() { found[name] = result }
                group.addTask {
                    do {
                        let snapshot = try await snapshots.partition(name).read(specs)
                        guard isPlanned(snapshot, planned) else {
                            throw CubeError(.snapshot, "the snapshot is not used: another run replaced them", at: snapshots.path)
                        }
                        return (name, .success(try await take(snapshot, merger)))
                    } catch let error as CubeError where error.code == .snapshot { return (name, .failure(error)) }
                }
            }
            for try await (name, result) in group { found[name] = result }
            return found
        }
        for (name, result) in loaded {
            switch result {
            case .success(let snapshot): kept.append(snapshot)
            case .failure(let error):
                guard let index = plan.steps.firstIndex(where: { $0.partition.name == name }) else { continue }
                plan.steps[index].reason = .damaged("\(error)")
            }
        }
        return (plan, kept)
    }

    /// Whether what was read is what was planned: between the two, another run may have replaced it.
    private func isPlanned(_ snapshot: CubeSnapshot, _ planned: [String: CubeSnapshot.Entry]) -> Bool {
        snapshot.entries.allSatisfy { planned[$0.partition] == $0 && snapshot.rules.give(the: rules, $0.counts) }
    }

    /// Hands the cubes on, and keeps the rest.
    private func take(_ snapshot: CubeSnapshot, _ merger: CubeMerger) async throws -> CubeSnapshot {
        var rest = snapshot
        rest.cubes = []
        try await merger.add(snapshot.cubes)
        return rest
    }

    /// Removes what is kept of partitions that are gone, and renews the snapshot of many partitions when too little of Silver is in it.
    private func finish(_ plan: ScanPlan, _ result: IncrementalScanResult, _ rules: ScanRules) throws {
        snapshots.removeAll(except: plan.steps.map(\.partition.name))
        let outside = plan.steps.reduce(0) { plan.merged.contains($1.partition.name) ? $0 : $0 + $1.bytes }
        let all = plan.steps.reduce(0) { $0 + $1.bytes }
        guard result.scan.identifiersInTwoPartitions.isEmpty, outside * 10 > all else {
            if plan.merged.isEmpty { snapshots.merged.remove() }
            return
        }
        try snapshots.merged.write(
            CubeSnapshot(
                rules: rules, entries: result.entries, cubes: result.scan.cubes, identifiers: result.identifiers.elements,
                rejected: result.scan.rejected))
    }
}

extension HivePartition {
    /// A hash over the last bytes of every file, in which ORC keeps the positions and statistics of everything before.
    ///
    /// - Throws: `SilverError` for a file that cannot be read.
    fileprivate func footerHash(_ fileSystem: any FileSystem) throws -> UInt64 {
        var hash = FNV1a()
        for file in files { hash.add(try fileSystem.lastBytes(64 << 10, of: file)) }
        return hash.value
    }
}
