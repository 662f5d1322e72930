public import Accidents
public import Gold
import Silver

/// What a run did. Encoded with snake_case keys it is the answer of `datamart run --json`.
public struct RunResult: Sendable, Codable {
    /// Seconds spent in each stage. Rows are exported while Silver is scanned, so `exportSeconds` counts what comes after the scan.
    public struct Stages: Sendable, Codable {
        /// Reading Silver, filling cubes, handing rows to the store.
        public var scanSeconds = 0.0
        /// From cubes to KPIs, quality gates included.
        public var deriveSeconds = 0.0
        /// KPI tables, indexes and the switch.
        public var exportSeconds = 0.0
    }

    /// What was published.
    public struct ExportSummary: Sendable, Codable {
        /// Tables of the version that was published.
        public var tablesCreated = 0
        /// Rows of all these tables.
        public var totalRowsExported = 0
        /// Rows by table.
        public var tables: [String: Int] = [:]

        /// Nothing was published.
        public init() {}

        init(_ tables: [String: Int]) {
            self.tables = tables
            tablesCreated = tables.count
            totalRowsExported = tables.values.reduce(0, +)
        }
    }

    /// Names the run in the ledger and in logs.
    public var runID: String
    /// How the accidents came into the version.
    public var mode = RunRecord.Mode.full
    /// Where Gold was published; nil when it was not.
    public var gold: String?
    /// The version published: 1, 2, 3 … Nil when nothing was published.
    public var dataVersion: Int64?
    /// From the start of the run to its end.
    public var pipelineDurationSeconds = 0.0
    /// Seconds by stage.
    public var stages = Stages()
    /// What was published; zeros when nothing was.
    public var exportSummary = ExportSummary()
    /// Partitions that Silver has.
    public var partitions = 0
    /// Partitions that were scanned; the cubes of the others were kept from runs before.
    public var partitionsScanned = 0
    /// Rows read, accepted and rejected, values nulled and corrected, files and bytes.
    public var counts = ScanCounts()
    /// Share of all accidents that are in cities whose population is known; nil when there are no accidents.
    public var populationShare: Double?
    /// Share of the quality checks that passed, 0…1.
    public var dataQualityScore: Double?
    /// Every check of the quality gates, passed or not.
    public var quality: [QualityFinding] = []
    /// What a reader of the figures should know, a sentence each.
    public var warnings: [String] = []

    /// The result of a run that has done nothing yet.
    public init(runID: String) { self.runID = runID }
}
