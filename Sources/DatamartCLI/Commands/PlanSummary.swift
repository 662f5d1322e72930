import Accidents
import CubeSnapshots
import Cubes
import Silver

/// What a run would do, for people and programs.
struct PlanSummary: Encodable {
    struct Partition: Encodable {
        var partition: String
        var scans: Bool
        var reason: String
        var files: Int
        var bytes: Int
        /// Rows that the last scan read; nil for a partition that was never scanned.
        var rows: Int?
    }

    var partitions: [Partition]
    /// Partitions that are kept and that Silver no longer has.
    var removed: [String]
    var partitionsToScan: Int
    var bytesToScan: Int
    /// By the pace of the scans before; nil when there was none.
    var estimatedSeconds: Double?

    init(_ plan: ScanPlan, workers: Int) {
        partitions = plan.steps.map { step in
            Partition(
                partition: step.partition.name, scans: step.scans, reason: "\(step.reason)", files: step.partition.files.count, bytes: step.bytes,
                rows: step.entry?.counts.rowsRead)
        }
        removed = plan.removed.map(\.partition)
        partitionsToScan = plan.steps.count { $0.scans }
        bytesToScan = plan.steps.reduce(0) { $0 + ($1.scans ? $1.bytes : 0) }
        estimatedSeconds = plan.estimatedSeconds(workers: workers)
    }

    func text(all: Bool, colors: Bool) -> String {
        let shown = partitions.filter { all || $0.scans }
        let rows = shown.map {
            [$0.partition.isEmpty ? "(the table)" : $0.partition, $0.reason, grouped($0.files), $0.rows.map(grouped) ?? "?", size($0.bytes)]
        }
        let table = TextTable(columns: [.text("partition"), .text("why"), .number("files"), .number("rows"), .number("size")], rows: rows)
        let gone = removed.map { "gone: \($0)\n" }.joined()
        return (shown.isEmpty ? "" : table.rendered(colors: colors) + "\n") + gone + conclusion
    }

    private var conclusion: String {
        guard partitionsToScan > 0 else { return "Nothing to scan: all \(partitions.count) partitions are as they were.\n" }
        let time = estimatedSeconds.map { ", about \(duration($0))" } ?? ""
        return "\(partitionsToScan) of \(partitions.count) partitions to scan, \(size(bytesToScan))\(time).\n"
    }
}
