import Accidents
import Cubes
import Silver

extension ScanPlan {
    /// Compares Silver with what is kept.
    ///
    /// - Parameters:
    ///   - rules: by which the cubes would be made now.
    ///   - footers: a hash over the footers of a partition's files, when contents are to be compared besides sizes and times.
    /// - Throws: what `footers` throws.
    init(
        _ table: HiveTable, _ state: SnapshotDirectory, rules: ScanRules, mode: ScanScope, footers: (HivePartition) throws -> UInt64? = { _ in nil }
    ) throws {
        let kept = KeptEntries(state, rules)
        let names = Set(table.partitions.map(\.name))
        steps = try table.partitions.map { partition in
            let entry = kept.entries[partition.name]
            return Step(partition: partition, reason: try Self.reason(partition, entry, kept, mode, footers), entry: entry)
        }
        removed = kept.entries.values.filter { !names.contains($0.partition) }.sorted { $0.partition < $1.partition }
        let unchanged = Set(steps.filter { !$0.scans }.map(\.partition.name))
        merged = kept.merged.isSubset(of: unchanged) ? kept.merged : []
        guard merged.isEmpty else { return }
        // What only the snapshot of many partitions holds goes with it.
        for index in steps.indices where !steps[index].scans && !kept.alone.contains(steps[index].partition.name) {
            steps[index].reason = kept.problems[steps[index].partition.name] ?? .new
        }
    }

    private static func reason(
        _ partition: HivePartition, _ entry: CubeSnapshot.Entry?, _ kept: KeptEntries, _ mode: ScanScope,
        _ footers: (HivePartition) throws -> UInt64?
    ) throws -> Reason {
        if mode == .all { return .forced }
        guard let entry else { return kept.problems[partition.name] ?? .new }
        let (before, now) = (Set(entry.files), Set(partition.files))
        if before != now {
            let pathsBefore = Set(entry.files.map(\.path)), pathsNow = Set(partition.files.map(\.path))
            return .changed(
                added: pathsNow.subtracting(pathsBefore).count, modified: now.filter { pathsBefore.contains($0.path) && !before.contains($0) }.count,
                removed: pathsBefore.subtracting(pathsNow).count)
        }
        if let hash = try footers(partition), hash != entry.footers { return .changed(added: 0, modified: partition.files.count, removed: 0) }
        guard case .since(let time) = mode else { return .unchanged }
        let (days, rest) = time.quotientAndRemainder(dividingBy: 86_400_000_000_000)
        let day = CivilDate(days: Int(rest < 0 ? days - 1 : days))
        let month = Month(day).code
        return partition.files.contains { $0.modified >= time } || (entry.months.last ?? .min) >= month ? .recent : .unchanged
    }
}

/// What the folder of snapshots holds of each partition.
private struct KeptEntries {
    var entries: [String: CubeSnapshot.Entry] = [:]
    /// Why a snapshot of a partition alone cannot be used.
    var problems: [String: ScanPlan.Reason] = [:]
    /// The partitions of the merged snapshot; empty when it cannot be used.
    var merged: Set<String> = []
    /// The partitions that have a snapshot of their own that can be used.
    var alone: Set<String> = []

    init(_ state: SnapshotDirectory, _ rules: ScanRules) {
        if let header = try? state.merged.header(), header.entries.allSatisfy({ header.rules.give(the: rules, $0.counts) }) {
            for entry in header.entries { entries[entry.partition] = entry }
            merged = Set(entries.keys)
        }
        for (name, file) in state.partitionFiles() { add(name, file, rules) }
    }

    /// A snapshot of a partition alone is newer than what the merged one has of it, if they differ.
    private mutating func add(_ name: String, _ file: SnapshotFile, _ rules: ScanRules) {
        do {
            guard let header = try file.header() else { return }
            guard header.entries.count == 1, let entry = header.entries.first, entry.partition == name else {
                throw CubeError(.snapshot, "the snapshot is not used: they are of another partition", at: file.path)
            }
            guard header.rules.give(the: rules, entry.counts) else {
                problems[name] = .rules
                return
            }
            if let older = entries[name], older != entry { merged = [] }
            entries[name] = entry
            alone.insert(name)
        } catch {
            problems[name] = .damaged("\(error)")
        }
    }
}
