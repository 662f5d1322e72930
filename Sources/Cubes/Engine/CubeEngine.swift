public import Accidents

/// Fills cubes from Silver.
///
/// Engines differ in where the work is done, never in the result: cells, counts, rejected rows and their reasons are the same, whichever
/// engine scans, and however files and tasks divide the rows.
///
/// Errors thrown are `SilverError` for input that does not keep the contract, ``CubeError``, `CancellationError`, or what a sink throws.
public protocol CubeEngine: Sendable {
    /// Names the engine in snapshots and reports: `native`.
    var identifier: String { get }
    /// Raised whenever the same rows would give other cells.
    var version: Int { get }
    /// What a row must meet besides the contract of Silver, and how files are read.
    var reading: ReadingOptions { get }
    /// Tasks that work at the same time.
    var workers: Int { get }

    /// Scans `partitions` into a cube for each of `specs`.
    ///
    /// - Parameters:
    ///   - columns: what is read besides the columns of `specs`: it takes part in what counts as missing, nulled or a copy.
    ///   - rows: where accepted rows go; nil when nobody wants them.
    ///   - progress: called after each batch, from any task.
    func scan(
        _ partitions: [HivePartition], specs: [CubeSpec], columns: Set<AccidentColumn>, rows: RowSink?,
        progress: @escaping @Sendable (ScanProgress) -> Void
    ) async throws -> ScanResult

    /// Scans `partitions` and hands on what each gives by itself.
    ///
    /// - Parameters:
    ///   - columns, rows, progress: as for ``scan(_:specs:columns:rows:progress:)``.
    ///   - finished: takes what a partition gives, after its rows have been delivered. Called from any task, in any order; whoever scanned the
    ///     partition waits.
    func scanEach(
        _ partitions: [HivePartition], specs: [CubeSpec], columns: Set<AccidentColumn>, rows: RowSink?,
        progress: @escaping @Sendable (ScanProgress) -> Void, finished: @escaping @Sendable (PartitionScan) async throws -> Void
    ) async throws
}

/// What a row must meet besides the contract of Silver, and how files are read.
public struct ReadingOptions: Sendable, Hashable {
    /// The last accident date accepted, days since 1970-01-01.
    public var latestDay: Int32
    /// The table's columns in order, for files that name theirs by position.
    public var positionalColumns: [String]?
    /// Whether rows that equal an earlier one of their partition in all columns read but the identifier are rejected.
    public var dropsCopies: Bool

    /// Options that accept accidents up to `latestDay`.
    public init(latestDay: Int32, positionalColumns: [String]? = nil, dropsCopies: Bool = false) {
        self.latestDay = latestDay
        self.positionalColumns = positionalColumns
        self.dropsCopies = dropsCopies
    }
}
