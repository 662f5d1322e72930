/// A place that Gold is published to.
///
/// A publication is built aside and switched in one step: readers see the previous version whole, or the new one.
/// Errors thrown are ``GoldError``, or `CancellationError` when the task was canceled.
public protocol GoldStore: Sendable {
    /// Opens a publication that will replace what is published now. Nothing is visible until it is committed.
    ///
    /// One publication at a time: while another is open, in this process or elsewhere, this throws ``GoldError/Code/busy``.
    func beginPublication(runID: String) async throws -> any GoldPublication
    /// Opens a publication that starts from the published `accidents_summary` without the accidents of `days` (ranges of days since
    /// 1970-01-01, none twice); all other tables start empty, as those of ``beginPublication(runID:)`` do. Such a publication reads
    /// and writes in proportion to what it changes.
    ///
    /// To be called when ``publishedPartitions()`` says that something is published.
    func beginPartialPublication(runID: String, replacing days: [ClosedRange<Int32>]) async throws -> any GoldPublication
    /// The partitions of Silver that the published `accidents_summary` was made from. Nil when nothing is published, or it is not known.
    func publishedPartitions() async throws -> [PublishedPartition]?
    /// The share of all rows up to which a partial publication takes less time than a publication of everything, 0…1.
    var partialPublicationLimit: Double { get }
    /// The newest rows of the run ledger, newest first; empty when nothing was ever published.
    func ledger(limit: Int) async throws -> [RunRecord]
    /// Records a run that published nothing (failed, or stopped by a gate) without touching the published tables.
    /// A row of the same run is replaced.
    func record(_ run: RunRecord) async throws
    /// What whoever reads the report of the last publication should know of how it was made, one sentence per entry; mostly nothing.
    var notes: [String] { get async }
}

extension GoldStore {
    /// A half: loading everything and sorting it once takes less time than renewing more rows than that one by one.
    public var partialPublicationLimit: Double { 0.5 }
    /// Nothing.
    public var notes: [String] { [] }
}

/// A publication under way. Exactly one of ``commit(_:)`` and ``abandon()`` ends it.
///
/// The ledger `datamart_runs` and `datamart_version` are the publication's own: it creates and fills them.
public protocol GoldPublication: Sendable {
    /// The version that Gold will have once this is committed: 1, then one more than the one before.
    var version: Int64 { get }
    /// Creates `table` aside, empty.
    func create(_ table: GoldTable) async throws
    /// Number of rows that `table` has in this publication.
    func rowCount(of table: GoldTable) async throws -> Int
    /// Appends rows to a table created before. Batches of one table arrive one after another.
    func append(_ batch: RowBatch, to table: GoldTable) async throws
    /// Indexes, checks and switches all tables, and records `run` as succeeded with ``version`` in the ledger, which
    /// keeps its earlier rows. When this throws, the publication is abandoned and the published version is untouched.
    func commit(_ run: RunRecord) async throws
    /// Drops everything built aside. The published version is untouched. Does nothing when the publication has ended.
    func abandon() async
}
