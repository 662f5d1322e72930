public import Accidents
import Cubes
public import Silver

/// Which partitions of Silver a run scans, and why, and which it need not.
public struct ScanPlan: Sendable {
    /// Why a partition is scanned, or is not.
    public enum Reason: Sendable, Hashable {
        /// Nothing is kept of it.
        case new
        /// Its files are others than those it was made from.
        case changed(added: Int, modified: Int, removed: Int)
        /// The rules are others: cubes, options, or the engine's version.
        case rules
        /// What is kept of it is damaged.
        case damaged(String)
        /// A scan of everything was asked for.
        case forced
        /// Its rows are wanted, not its cubes alone.
        case rows
        /// A file, or an accident, is not older than the time that was asked for.
        case recent
        /// The published accidents were made from other files.
        case unpublished
        /// Nothing changed.
        case unchanged
    }

    /// What happens to one partition.
    public struct Step: Sendable {
        /// The partition as Silver has it.
        public var partition: HivePartition
        /// Why.
        public var reason: Reason
        /// What is kept of it.
        public var entry: CubeSnapshot.Entry?

        /// Whether the partition is scanned.
        public var scans: Bool { reason != .unchanged }
        /// Size of its files.
        public var bytes: Int { partition.bytes }
    }

    /// The partitions, in the order in which Silver lists them.
    public var steps: [Step]
    /// What was kept of partitions that Silver no longer has.
    public var removed: [CubeSnapshot.Entry]
    /// Whether the snapshot of many partitions can be used, and which it holds.
    var merged: Set<String>

    /// The plan of a run that keeps nothing: every partition is new to it.
    public init(scanningAll table: HiveTable) {
        steps = table.partitions.map { Step(partition: $0, reason: .new) }
        removed = []
        merged = []
    }

    /// The plan with everything scanned, for `reason`.
    public func scanningEverything(because reason: Reason) -> ScanPlan {
        var plan = self
        for index in plan.steps.indices { plan.steps[index].reason = reason }
        plan.merged = []
        return plan
    }

    /// The plan with `names` scanned, too, because what is published of them was made from other files.
    public func publishing(_ names: Set<String>) -> ScanPlan {
        var plan = self
        for index in steps.indices where !steps[index].scans && names.contains(steps[index].partition.name) {
            plan.steps[index].reason = .unpublished
        }
        if !merged.isDisjoint(with: names) { plan.merged = [] }
        return plan
    }

    /// Seconds that the scans will take by the pace of those before; nil when none was.
    public func estimatedSeconds(workers: Int) -> Double? {
        let known = steps.compactMap(\.entry) + removed
        let bytes = known.reduce(0) { $0 + $1.counts.bytes }
        guard bytes > 0 else { return nil }
        let secondsPerByte = known.reduce(0) { $0 + $1.seconds } / Double(bytes)
        return Double(steps.reduce(0) { $0 + ($1.scans ? $1.bytes : 0) }) * secondsPerByte / Double(workers)
    }
}

/// What a run may take over from runs before.
public enum ScanScope: Sendable, Hashable {
    /// Whatever did not change.
    case changed
    /// Whatever did not change and is older than this, in nanoseconds since 1970-01-01 00:00:00 UTC.
    case since(Int64)
    /// Nothing, because everything is to be made anew.
    case all
}

extension ScanPlan.Reason: CustomStringConvertible {
    /// The reason in a few words.
    public var description: String {
        switch self {
        case .new: "new"
        case .changed(let added, let modified, let removed):
            "changed: "
                + [(added, "added"), (modified, "modified"), (removed, "removed")].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(
                    separator: ", ")
        case .rules: "made by other rules"
        case .damaged(let what): "snapshot not used: \(what)"
        case .forced: "forced"
        case .rows: "its rows are published"
        case .recent: "not older than asked"
        case .unpublished: "not published as it is now"
        case .unchanged: "unchanged"
        }
    }
}
