import ArgumentParser
import Cubes
import Foundation

/// The flags that say what a run may take over from runs before.
struct RefreshOptions: ParsableArguments {
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
        if let incremental, Self.time(incremental) == nil {
            throw ValidationError("--incremental takes a time such as 2026-01-31T09:00:00Z; found \"\(incremental)\".")
        }
    }

    /// The flags as a mode.
    var mode: RefreshMode {
        if forceRefresh { return .all }
        return incremental.flatMap(Self.time).map { .since($0) } ?? .changed
    }

    /// Nanoseconds since 1970-01-01 00:00:00 UTC; a time too far for that is as far as can be.
    private static func time(_ text: String) -> Int64? {
        guard let date = try? Date(text, strategy: .iso8601) else { return nil }
        let nanoseconds = date.timeIntervalSince1970 * 1e9
        return Int64(exactly: nanoseconds.rounded()) ?? (nanoseconds < 0 ? .min : .max)
    }
}
