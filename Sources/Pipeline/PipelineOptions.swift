public import Cubes
public import KPIs

/// What a run works on and by which rules.
public struct PipelineOptions: Sendable {
    /// The warehouse's folder, the database's, or the table's own.
    public var silver: String
    /// The Hive database below the warehouse.
    public var database: String
    /// The table's columns in order, for files that name theirs by position.
    public var positionalColumns: [String]?
    /// Tasks that scan at the same time.
    public var workers: Int
    /// Share of rows that may be rejected; above it the run stops before publishing.
    public var maximumRejectedShare: Double
    /// Share of values that must be there in each table, of the columns that Silver can fill.
    public var minimumCompleteness: Double
    /// The cubes that are filled, and nothing else; nil for all of Gold and what follows from them. Needs a run without a store.
    public var cubes: [CubeSpec]?
    /// Where cubes are kept between runs; nil to keep none.
    public var state: StateDirectory?
    /// What may be taken over from runs before.
    public var refresh = RefreshMode.changed
    /// Whether a hash over the files' footers is kept and compared, besides sizes and times.
    public var comparesFooters = false
    /// Whether accidents that equal another of their partition in all columns read but the identifier are rejected.
    public var dropsCopies = false
    /// Where the KPIs draw their lines.
    public var thresholds: KPIThresholds

    /// Options for the Silver at `silver`; the rest has the published defaults.
    public init(
        silver: String, database: String = "accidents_warehouse", positionalColumns: [String]? = nil, workers: Int,
        maximumRejectedShare: Double = 0.05,
        minimumCompleteness: Double = 0.95, cubes: [CubeSpec]? = nil, thresholds: KPIThresholds = KPIThresholds()
    ) {
        self.silver = silver
        self.database = database
        self.positionalColumns = positionalColumns
        self.workers = workers
        self.maximumRejectedShare = maximumRejectedShare
        self.minimumCompleteness = minimumCompleteness
        self.cubes = cubes
        self.thresholds = thresholds
    }
}
