/// A place that Gold is published to.
///
/// A publication is built aside and switched in one step: readers see the previous version whole, or the new one.
public protocol GoldStore: Sendable {
    /// Opens a publication that will replace what is published now. Nothing is visible until it is committed.
    func beginPublication(runID: String) async throws -> any GoldPublication
    /// The newest rows of the run ledger, newest first; empty when nothing was ever published.
    func ledger(limit: Int) async throws -> [RunRecord]
    /// Records a run that published nothing (failed, or stopped by a gate) without touching the published tables.
    func record(_ run: RunRecord) async throws
}

/// A publication under way. Exactly one of ``commit(_:)`` and ``abandon()`` ends it.
public protocol GoldPublication: Sendable {
    /// Creates `table` aside, empty.
    func create(_ table: GoldTable) async throws
    /// Appends rows to a table created before. Batches of one table arrive one after another.
    func append(_ batch: RowBatch, to table: GoldTable) async throws
    /// Indexes, checks and switches all tables, and records `run` in the ledger, which keeps its earlier rows.
    func commit(_ run: RunRecord) async throws
    /// Drops everything built aside. The published version is untouched.
    func abandon() async
}
