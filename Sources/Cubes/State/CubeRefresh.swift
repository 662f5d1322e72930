public import Silver
import Synchronization

/// Brings cubes up to date: scans what changed in Silver, takes the rest from the state directory, and merges both.
///
/// The result is that of a scan of everything, cell by cell, because a changed partition's cubes are replaced, never patched.
public struct CubeRefresh: Sendable {
    /// Scans what has to be scanned.
    public var engine: NativeEngine
    /// The cubes.
    public var specs: [CubeSpec]
    /// Where cubes are kept.
    public var state: StateDirectory
    /// What is read of a batch besides the columns of the cubes and those that every batch has.
    public var columns: Set<AccidentColumn>
    /// Whether a hash over the files' footers is kept and compared.
    public var comparesFooters: Bool

    /// A refresh of `specs`, each with a name of its own, by `engine`.
    public init(
        _ specs: [CubeSpec], engine: NativeEngine, state: StateDirectory, columns: Set<AccidentColumn> = [], comparesFooters: Bool = false
    ) {
        precondition(Set(specs.map(\.name)).count == specs.count, "two cubes of one name")
        self.specs = specs
        self.engine = engine
        self.state = state
        self.columns = columns
        self.comparesFooters = comparesFooters
    }

    /// By which rules cubes are made now.
    public var rules: ScanRules { ScanRules(specs, engine, columns: columns) }

    /// What a refresh would do now.
    ///
    /// - Throws: `SilverError` for a file that cannot be read, when footers are compared.
    public func plan(_ table: HiveTable, _ mode: RefreshMode) throws -> RefreshPlan {
        try RefreshPlan(table, state, rules: rules, mode: mode, footers: footers)
    }

    private func footers(_ partition: HivePartition) throws -> UInt64? { comparesFooters ? try partition.footerHash() : nil }

    /// Carries out `plan`.
    ///
    /// - Parameters:
    ///   - delivered: the names of the partitions whose rows are handed on when they are scanned; nil for all.
    ///   - columns, transform, deliver, progress: as for ``NativeEngine/scan(_:specs:columns:transform:deliver:progress:)``.
    /// - Returns: the cubes of all of Silver, and what was done.
    /// - Throws: `SilverError`, ``CubeError``, `CancellationError`, or what `deliver` throws.
    public func run<Output: Sendable>(
        _ plan: RefreshPlan, delivered: Set<String>? = nil, transform: @escaping @Sendable (AccidentBatch) -> Output,
        deliver: @escaping @Sendable (Output) async throws -> Void, progress: @escaping @Sendable (ScanProgress) -> Void
    ) async throws -> RefreshResult {
        try state.create()
        let merger = CubeMerger(specs)
        let (plan, kept) = try await load(plan, merger)
        let scanned = Mutex<[CubeArtefact]>([])
        try await engine.scanEach(
            plan.steps.filter(\.scans).map(\.partition), specs: specs, columns: columns, transform: transform, deliver: deliver,
            delivers: { delivered?.contains($0.name) ?? true },
            finished: { partition in
                var artefact = try artefact(partition)
                try state.partition(partition.partition.name).write(artefact)
                try await merger.add(artefact.cubes)
                artefact.cubes = []
                scanned.withLock { $0.append(artefact) }
            }, progress: progress)
        let result = try RefreshResult(plan, try await merger.merged(), kept: kept, scanned: scanned.withLock { $0 })
        try finish(plan, result, rules)
        return result
    }

    private func artefact(_ scan: PartitionScan) throws -> CubeArtefact {
        let months = scan.cubes.first { $0.spec.dimensions.contains(.date) }.map { Set(($0.keys(.date) ?? []).map(Self.month)).sorted() } ?? []
        let entry = CubeArtefact.Entry(
            partition: scan.partition.name, files: scan.partition.files, footers: try footers(scan.partition), months: months,
            counts: scan.counts, seconds: Double(scan.duration.components.seconds) + Double(scan.duration.components.attoseconds) * 1e-18)
        return CubeArtefact(rules: rules, entries: [entry], cubes: scan.cubes, identifiers: scan.identifiers, rejected: scan.rejected)
    }

    private static func month(_ day: Int32) -> Int32 {
        let date = CivilDate(days: Int(day))
        return SilverPartition(year: date.year, month: date.month).code
    }

    // MARK: What is kept

    /// Reads what the plan takes over. A damaged artefact turns into a scan.
    private func load(_ plan: RefreshPlan, _ merger: CubeMerger) async throws -> (RefreshPlan, [CubeArtefact]) {
        var plan = plan
        var kept: [CubeArtefact] = []
        let planned = Dictionary(plan.steps.compactMap(\.entry).map { ($0.partition, $0) }) { first, _ in first }
        if !plan.merged.isEmpty {
            if let artefact = try? await state.merged.read(specs), isPlanned(artefact, planned) {
                kept.append(try await take(artefact, merger))
            } else {
                plan.merged = []
            }
        }
        let names = plan.steps.filter { !$0.scans && !plan.merged.contains($0.partition.name) }.map(\.partition.name)
        let loaded = try await withThrowingTaskGroup(of: (String, Result<CubeArtefact, any Error>).self) { group in
            var found: [String: Result<CubeArtefact, any Error>] = [:]
            for (index, name) in names.enumerated() {
                if index >= engine.workers, let (name, result) = try await group.next() { found[name] = result }
                group.addTask {
                    do {
                        let artefact = try await state.partition(name).read(specs)
                        guard isPlanned(artefact, planned) else {
                            throw CubeError(.artefact, "the kept cubes are not used: another run replaced them", at: state.path)
                        }
                        return (name, .success(try await take(artefact, merger)))
                    } catch let error as CubeError where error.code == .artefact { return (name, .failure(error)) }
                }
            }
            for try await (name, result) in group { found[name] = result }
            return found
        }
        for (name, result) in loaded {
            switch result {
            case .success(let artefact): kept.append(artefact)
            case .failure(let error):
                guard let index = plan.steps.firstIndex(where: { $0.partition.name == name }) else { continue }
                plan.steps[index].reason = .damaged("\(error)")
            }
        }
        return (plan, kept)
    }

    /// Whether what was read is what was planned: between the two, another run may have replaced it.
    private func isPlanned(_ artefact: CubeArtefact, _ planned: [String: CubeArtefact.Entry]) -> Bool {
        artefact.entries.allSatisfy { planned[$0.partition] == $0 && artefact.rules.give(the: rules, $0.counts) }
    }

    /// Hands the cubes on, and keeps the rest.
    private func take(_ artefact: CubeArtefact, _ merger: CubeMerger) async throws -> CubeArtefact {
        var rest = artefact
        rest.cubes = []
        try await merger.add(artefact.cubes)
        return rest
    }

    /// Removes what is kept of partitions that are gone, and renews the artefact of many partitions when too little of Silver is in it.
    private func finish(_ plan: RefreshPlan, _ result: RefreshResult, _ rules: ScanRules) throws {
        state.removeAll(except: plan.steps.map(\.partition.name))
        let outside = plan.steps.reduce(0) { plan.merged.contains($1.partition.name) ? $0 : $0 + $1.bytes }
        let all = plan.steps.reduce(0) { $0 + $1.bytes }
        guard result.scan.identifiersInTwoPartitions.isEmpty, outside * 10 > all else {
            if plan.merged.isEmpty { state.merged.remove() }
            return
        }
        try state.merged.write(
            CubeArtefact(
                rules: rules, entries: result.entries, cubes: result.scan.cubes, identifiers: result.identifiers.elements,
                rejected: result.scan.rejected))
    }
}

extension HivePartition {
    /// A hash over the last bytes of every file, in which ORC keeps the positions and statistics of everything before.
    ///
    /// - Throws: `SilverError` for a file that cannot be read.
    fileprivate func footerHash() throws -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for file in files {
            for byte in try file.lastBytes(64 << 10) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
        return hash
    }
}
