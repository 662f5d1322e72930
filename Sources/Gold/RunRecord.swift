/// One row of the run ledger `datamart_runs`.
public struct RunRecord: Sendable, Hashable {
    /// How a run ended.
    public enum Status: String, Sendable, Hashable, CaseIterable { case running, succeeded, failed, gated }
    /// What a run scanned.
    public enum Mode: String, Sendable, Hashable, CaseIterable { case full, incremental }

    public var runID: String
    public var mode: Mode
    /// Seconds since 1970-01-01 00:00:00 UTC.
    public var startedAt: Int64
    public var finishedAt: Int64?
    public var status: Status
    /// The version of Gold that the run published: one more than the one before. Nil when it published nothing.
    public var dataVersion: Int64?
    public var rowsRead: Int64 = 0
    public var rowsAccepted: Int64 = 0
    public var rowsRejected: Int64 = 0
    public var partitions: Int64 = 0
    public var scanSeconds: Double?
    public var deriveSeconds: Double?
    public var exportSeconds: Double?
    public var qualityScore: Double?
    /// Why the run failed or was stopped; nil when it succeeded.
    public var error: String?

    public init(runID: String, mode: Mode, startedAt: Int64, status: Status) {
        self.runID = runID
        self.mode = mode
        self.startedAt = startedAt
        self.status = status
    }
}
