import Accidents
import Foundation
import Gold

extension RunResult {
    /// The run as the ledger keeps it.
    func record(_ status: RunRecord.Status, _ identity: RunIdentity, finishedAt: Date) -> RunRecord {
        var record = RunRecord(runID: identity.runID, mode: mode, startedAt: identity.timestamp, status: status)
        record.finishedAt = finishedAt.secondsSince1970
        record.dataVersion = dataVersion
        record.rowsRead = Int64(counts.rowsRead)
        record.rowsAccepted = Int64(counts.rowsAccepted)
        record.rowsRejected = Int64(counts.rowsRejected)
        record.partitions = Int64(partitions)
        record.scanSeconds = stages.scanSeconds
        record.deriveSeconds = stages.deriveSeconds
        record.exportSeconds = stages.exportSeconds
        record.qualityScore = dataQualityScore
        return record
    }

    /// The result of a run that has ended now.
    func finished(in watch: Stopwatch) -> RunResult {
        var result = self
        result.pipelineDurationSeconds = watch.seconds
        return result
    }
}
