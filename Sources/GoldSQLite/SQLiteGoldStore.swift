import Foundation
import GRDB
public import Gold

/// Gold in one SQLite file.
///
/// A publication builds a new file beside the old one and renames it over it: readers that have the old file open keep
/// reading it, readers that open the path afterwards get the new one, and a process that dies on the way leaves the
/// old one as it was.
///
///     let store = SQLiteGoldStore(path: "gold.db")
///     let publication = try await store.beginPublication(runID: "2024-05-01T12:00:00Z")
///     try await publication.create(.accidentsSummary)
///     try await publication.append(batch, to: .accidentsSummary)
///     try await publication.commit(run)
///
/// A file that Datamart has not made is never replaced or written to: ours carry ``applicationID``.
public actor SQLiteGoldStore: GoldStore {
    /// What `PRAGMA application_id` gives for our files: "DtMt" in ASCII.
    public static let applicationID: Int32 = 0x4474_4D74

    private let files: StoreFiles
    private let thread = SerialThread(label: "datamart.sqlite.store")

    public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// The store at `path`. Nothing is opened or created yet.
    public init(path: String) { files = StoreFiles(path: path) }

    public func beginPublication(runID: String) async throws -> any GoldPublication {
        try files.checkPlace()
        let lock = try WriterLock(files, runID: runID)
        try files.removeLeftovers()
        let version = try PublishedFile.openSettled(files)?.nextVersion() ?? 1
        return try SQLitePublication(files: files, runID: runID, version: version, lock: lock)
    }

    public func ledger(limit: Int) async throws -> [RunRecord] {
        try PublishedFile.open(files)?.ledger(limit: limit) ?? []
    }

    /// Where nothing was published yet, this creates a file that holds the ledger and an empty `datamart_version`, and
    /// none of the tables that readers ask for.
    public func record(_ run: RunRecord) async throws {
        try files.checkPlace()
        try PublishedFile.record(run, in: files)
    }
}
