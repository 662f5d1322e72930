import Foundation

/// What names a run, and when it is.
struct RunIdentity: Sendable {
    /// The time of the start, to the millisecond, and a random end: sorts by time and is unique.
    let runID: String
    /// Seconds since 1970-01-01 00:00:00 UTC, for `last_updated` of every row.
    let timestamp: Int64

    init(startedAt: Date) {
        timestamp = startedAt.secondsSince1970
        let stamp = startedAt.formatted(.iso8601.dateSeparator(.omitted).timeSeparator(.omitted))
        let milliseconds = String(1_000 + Int(startedAt.timeIntervalSince1970 * 1_000) % 1_000).dropFirst()
        runID = "\(stamp)-\(milliseconds)" + String(UInt32.random(in: 0...UInt32.max), radix: 36)
    }

    /// The day of the start in UTC, days since 1970-01-01.
    var day: Int { Int(timestamp / 86_400) }
}

extension Date {
    /// Whole seconds since 1970-01-01 00:00:00 UTC.
    var secondsSince1970: Int64 { Int64(timeIntervalSince1970.rounded(.down)) }
}

/// Measures the time since it was made.
struct Stopwatch: Sendable {
    private let start = ContinuousClock.now

    /// Seconds that have passed.
    var seconds: Double {
        let elapsed = (ContinuousClock.now - start).components
        return Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
    }
}
