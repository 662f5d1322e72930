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
    static let applicationID: Int32 = 0x4474_4D74

    private let files: StoreFiles
    private let thread = SerialThread(label: "datamart.sqlite.store")

    /// A thread of the store's own: its calls wait for the disk.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// The store at `path`. Nothing is opened or created yet.
    public init(path: String) { files = StoreFiles(path: path) }

    /// Takes the right to publish, removes what runs that died have left, and creates an empty file beside the database.
    public func beginPublication(runID: String) async throws -> any GoldPublication {
        try files.checkPlace()
        let lock = try FileLock.writer(files, runID: runID)
        let replacement = try Replacement(files)
        try files.removeLeftovers()
        return try SQLitePublication(files: files, runID: runID, version: replacement.previous?.nextVersion() ?? 1, lock: lock)
    }

    /// Copies the published file beside itself, and takes out of the copy what will be replaced.
    public func beginPartialPublication(runID: String, replacing days: [ClosedRange<Int32>]) async throws -> any GoldPublication {
        try files.checkPlace()
        let lock = try FileLock.writer(files, runID: runID)
        let replacement = try Replacement(files)
        guard let previous = replacement.previous else {
            throw GoldError(.usage, "nothing is published that a partial publication could start from", store: files.store)
        }
        try files.removeLeftovers()
        return try SQLitePublication(
            files: files, runID: runID, version: previous.nextVersion(), lock: lock, startingFrom: previous, without: days)
    }

    /// Read from the published file.
    public func publishedPartitions() async throws -> [PublishedPartition]? { try published()?.partitions() }

    /// Read from the published file; empty when there is none.
    public func ledger(limit: Int) async throws -> [RunRecord] { try published()?.ledger(limit: limit) ?? [] }

    /// The file that is published now. Nil when there is none.
    private func published() throws(GoldError) -> PublishedFile? {
        try files.checkPlace()
        return try PublishedFile.open(files)
    }

    /// The file is copied, the row added to the copy, and the copy switched in, as every change is.
    ///
    /// Where nothing was published yet, this creates a file that holds the ledger and an empty `datamart_version`, and
    /// none of the tables that readers ask for.
    public func record(_ run: RunRecord) async throws {
        let replacement = try Replacement(files)
        let file = files.building(runID: run.runID + ".record")
        defer { try? FileManager.default.removeItem(at: file) }
        try reporting(store: files.store) {
            let copy = try DatabaseQueue.building(at: file)
            if let previous = replacement.previous { try previous.copy(to: copy) } else { try copy.write { try $0.createLedger() } }
            try copy.write { try $0.load(RunRecord.batch(of: [run]), into: .datamartRuns, verb: "INSERT OR REPLACE") }
            try copy.close()
        }
        try replacement.complete(with: file)
    }
}
