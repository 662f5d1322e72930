public import CubeSnapshots
import Cubes
public import KPIs
public import Silver

/// What a run works on and by which rules.
public struct PipelineOptions: Sendable {
    /// The warehouse's folder, the database's, or the table's own.
    public var silver: String
    /// The Hive database below the warehouse.
    public var database: String
    /// Where the folders and files of Silver are.
    public var fileSystem: any FileSystem
    /// The table's columns in order, for files that name theirs by position.
    public var positionalColumns: [String]?
    /// Share of rows that may be rejected; above it the run stops before publishing.
    public var maximumRejectedShare: Double
    /// Share of values that must be there in each table, of the columns that Silver can fill.
    public var minimumCompleteness: Double
    /// Where the snapshots of cubes are kept between runs; nil to keep none.
    public var snapshots: SnapshotDirectory?
    /// What has to be scanned, whatever is kept of it.
    public var scope = ScanScope.changed
    /// Whether a hash over the files' footers is kept and compared, besides sizes and times.
    public var comparesFooters = false
    /// Whether accidents that equal another of their partition in all columns read but the identifier are rejected.
    public var dropsCopies = false
    /// Where the KPIs draw their lines.
    public var thresholds: KPIThresholds

    /// Options for the Silver at `silver`; the rest has the published defaults.
    public init(
        silver: String, database: String = "accidents_warehouse", fileSystem: any FileSystem, positionalColumns: [String]? = nil,
        maximumRejectedShare: Double = 0.05, minimumCompleteness: Double = 0.95, thresholds: KPIThresholds = KPIThresholds()
    ) {
        self.silver = silver
        self.database = database
        self.fileSystem = fileSystem
        self.positionalColumns = positionalColumns
        self.maximumRejectedShare = maximumRejectedShare
        self.minimumCompleteness = minimumCompleteness
        self.thresholds = thresholds
    }
}
