public import Gold
public import Silver

/// What a run did. Encoded with snake_case keys it is the answer of `datamart run --json`.
public struct RunResult: Sendable, Codable {
    /// Seconds spent in each stage. Rows are exported while Silver is scanned, so `exportSeconds` counts what comes after the scan.
    public struct Stages: Sendable, Codable {
        public var scanSeconds = 0.0
        public var deriveSeconds = 0.0
        public var exportSeconds = 0.0
    }

    /// What was published.
    public struct ExportSummary: Sendable, Codable {
        public var tablesCreated = 0
        public var totalRowsExported = 0
        /// Rows by table.
        public var tables: [String: Int] = [:]
    }

    public var runID: String
    /// Where Gold was published; nil when it was not.
    public var gold: String?
    /// The version published: 1, 2, 3 … Nil when nothing was published.
    public var dataVersion: Int64?
    public var pipelineDurationSeconds = 0.0
    public var stages = Stages()
    public var exportSummary = ExportSummary()
    public var partitions = 0
    /// Rows read, accepted and rejected, values nulled and corrected, files and bytes.
    public var counts = ScanCounts()
    /// Share of accidents in cities whose population is known; nil when there are no accidents.
    public var populationShare: Double?
    /// Share of the quality checks that passed, 0…1.
    public var dataQualityScore: Double?
    public var quality: [QualityFinding] = []
    /// What a reader of the figures should know, a sentence each.
    public var warnings: [String] = []

    public init(runID: String) { self.runID = runID }
}
