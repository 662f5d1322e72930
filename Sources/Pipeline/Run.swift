import Foundation
import Gold
import Silver

/// What a run under way knows of itself.
struct Run {
    let startedAt: Date
    var result: RunResult
    var publication: (any GoldPublication)?

    init(startedAt: Date) {
        self.startedAt = startedAt
        result = RunResult(runID: Self.identifier(startedAt))
    }

    /// The time of the start, to the second, and a random end: sorts by time and is unique.
    private static func identifier(_ time: Date) -> String {
        let stamp = time.formatted(.iso8601.dateSeparator(.omitted).timeSeparator(.omitted))
        let suffix = String(UInt32.random(in: 0...UInt32.max), radix: 36)
        return stamp + "-" + suffix
    }

    /// Seconds since 1970-01-01 00:00:00 UTC, for `last_updated` of every row.
    var timestamp: Int64 { Int64(startedAt.timeIntervalSince1970.rounded(.down)) }

    /// The day of the start in UTC, days since 1970-01-01.
    var day: Int32 { Int32(timestamp / 86_400) }

    /// The run as the ledger keeps it.
    func record(_ status: RunRecord.Status, finishedAt: Date, error: (any Error)? = nil) -> RunRecord {
        var record = RunRecord(runID: result.runID, mode: result.mode, startedAt: timestamp, status: status)
        record.finishedAt = Int64(finishedAt.timeIntervalSince1970.rounded(.down))
        record.dataVersion = result.dataVersion
        record.rowsRead = Int64(result.counts.rowsRead)
        record.rowsAccepted = Int64(result.counts.rowsAccepted)
        record.rowsRejected = Int64(result.counts.rowsRejected)
        record.partitions = Int64(result.partitions)
        record.scanSeconds = result.stages.scanSeconds
        record.deriveSeconds = result.stages.deriveSeconds
        record.exportSeconds = result.stages.exportSeconds
        record.qualityScore = result.dataQualityScore
        record.error = error.map { $0 is CancellationError ? "the run was interrupted" : "\($0)" }
        return record
    }
}

/// Seconds that have passed since `start`.
func seconds(since start: ContinuousClock.Instant) -> Double {
    let elapsed = (ContinuousClock.now - start).components
    return Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
}
