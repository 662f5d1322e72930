import Accidents
import CubeSnapshots
import Cubes
import Gold
import Silver

/// How the rows of `accidents_summary` come into the new version.
enum ExportPlan: Sendable {
    /// All from Silver; the reason says why.
    case full(String)
    /// From the version before, but for the days of partitions that changed: those partitions come from Silver.
    case partial(partitions: Set<String>, days: [ClosedRange<Int32>])

    /// Compares what is published with Silver as it is now.
    ///
    /// - Parameters:
    ///   - scope: a scan of everything asks for a full export, too.
    ///   - limit: the share of Silver's bytes beyond which everything is exported.
    init(_ plan: ScanPlan, published: [PublishedPartition]?, rules: ScanRules, scope: ScanScope, limit: Double) {
        guard scope != .all else { self = .full("it was asked for"); return }
        guard let published, !published.isEmpty else { self = .full("nothing is published that could be kept"); return }
        let known = Dictionary(published.map { ($0.name, $0) }) { first, _ in first }
        let current = Dictionary(plan.steps.map { ($0.partition.name, $0) }) { first, _ in first }
        let stale = current.values.filter { $0.scans || known[$0.partition.name]?.fingerprint != $0.partition.fingerprint(rules) }
        let names = Set(stale.map(\.partition.name))
        let replaced = published.filter { names.contains($0.name) || current[$0.name] == nil }
        let months = Set(replaced.flatMap(\.months))
        let kept = Set(published.filter { current[$0.name] != nil && !names.contains($0.name) }.flatMap(\.months))
        let bytes = plan.steps.reduce(0) { $0 + $1.bytes }
        if !months.isDisjoint(with: kept) {
            self = .full("accidents of one month are in partitions that changed and in others that did not")
        } else if Double(stale.reduce(0) { $0 + $1.bytes }) > Double(bytes) * limit {
            self = .full("too much of Silver changed")
        } else {
            self = .partial(partitions: names, days: months.sorted().map(Self.days))
        }
    }

    private static func days(_ code: Int32) -> ClosedRange<Int32> {
        let days = Month(code: code).days
        return Int32(days.lowerBound)...Int32(days.upperBound)
    }

    /// The names of the partitions whose rows are read from Silver; nil for all.
    var partitions: Set<String>? {
        guard case .partial(let partitions, _) = self else { return nil }
        return partitions
    }
}
