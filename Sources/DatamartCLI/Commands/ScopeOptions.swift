import ArgumentParser
import CubeSnapshots
import Datamart

/// The flags that say what a run scans, whatever is kept of it.
struct ScopeOptions: ParsableArguments {
    @Flag(help: "Scan every partition, whatever earlier runs know of it.")
    var forceRefresh = false

    @Option(
        help: ArgumentHelp(
            "Scan what changed, and partitions with files or accidents from this time on, such as 2026-01-31T09:00:00Z.", valueName: "TIMESTAMP"))
    var incremental: String?

    func validate() throws {
        if forceRefresh, incremental != nil {
            throw ValidationError("--force-refresh scans everything; leave --incremental out, or --force-refresh.")
        }
        if let incremental, (try? ScanScope.since(incremental)) == nil {
            throw ValidationError("--incremental takes a time such as 2026-01-31T09:00:00Z; found \"\(incremental)\".")
        }
    }

    /// What the flags ask for.
    var scope: ScanScope {
        get throws { forceRefresh ? .all : try incremental.map { try .since($0) } ?? .changed }
    }
}
