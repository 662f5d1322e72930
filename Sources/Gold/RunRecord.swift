/// One row of the run ledger `datamart_runs`.
public struct RunRecord: Sendable, Hashable {
    /// How a run ended.
    public enum Status: String, Sendable, Hashable, CaseIterable { case running, succeeded, failed, gated }
    /// How the accidents came into the version.
    public enum Mode: String, Sendable, Hashable, Codable, CaseIterable {
        /// All were written anew.
        case full
        /// Those of months that did not change were taken over from the version before, because `--incremental` was given.
        case incremental
        /// As `incremental`, without having been asked for.
        case partial
    }

    /// Names the run: unique in the ledger, at most 64 characters.
    public var runID: String
    /// How the accidents came into the version.
    public var mode: Mode
    /// Seconds since 1970-01-01 00:00:00 UTC.
    public var startedAt: Int64
    /// As ``startedAt``; nil while the run is under way.
    public var finishedAt: Int64?
    /// How it ended.
    public var status: Status
    /// The version of Gold that the run published: one more than the one before. Nil when it published nothing.
    public var dataVersion: Int64?
    /// Rows of Silver that were read: those accepted and those rejected.
    public var rowsRead: Int64 = 0
    /// Rows that went into the figures.
    public var rowsAccepted: Int64 = 0
    /// Rows left out, each with its reason in `rejected_rows`.
    public var rowsRejected: Int64 = 0
    /// Partitions that Silver had.
    public var partitions: Int64 = 0
    /// Seconds of reading Silver; nil when the run did not get there.
    public var scanSeconds: Double?
    /// Seconds of computing KPIs; nil when the run did not get there.
    public var deriveSeconds: Double?
    /// Seconds of writing, indexing and switching; nil when the run did not get there.
    public var exportSeconds: Double?
    /// ``QualityReport/score``; nil when the gates were not reached.
    public var qualityScore: Double?
    /// Why the run failed or was stopped; nil when it succeeded.
    public var error: String?

    /// A run that has read nothing yet.
    public init(runID: String, mode: Mode, startedAt: Int64, status: Status) {
        self.runID = runID
        self.mode = mode
        self.startedAt = startedAt
        self.status = status
    }
}
