public import CubeSnapshots
import Foundation

extension ScanScope {
    /// The scope of `--incremental`: what changed, and what is not older than `time`.
    ///
    /// - Parameter time: ISO 8601, UTC where it names no zone; a time too far for 64 bits of nanoseconds is as far as can be.
    /// - Throws: ``ConfigurationError`` for a text that is no time.
    public static func since(_ time: String) throws -> ScanScope {
        guard let date = (try? Date(time, strategy: .iso8601)) ?? (try? Date(time + "Z", strategy: .iso8601)) else {
            throw ConfigurationError(
                .invalidValue, "expected a time such as 2026-01-31T09:00:00Z, found \"\(time)\"", at: .flag(name: "--incremental"))
        }
        let nanoseconds = date.timeIntervalSince1970 * 1e9
        return .since(Int64(exactly: nanoseconds.rounded()) ?? (nanoseconds < 0 ? .min : .max))
    }
}
