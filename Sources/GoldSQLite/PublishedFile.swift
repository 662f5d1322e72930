import Foundation
import GRDB
import Gold

/// The database file that readers see, opened by the store for its ledger.
struct PublishedFile {
    private let files: StoreFiles
    private let database: DatabaseQueue

    /// The file of `files`. Nil when there is none, or one without a byte.
    ///
    /// - Throws: ``GoldError/Code/foreign`` when it is not a database of ours.
    static func open(_ files: StoreFiles) throws(GoldError) -> PublishedFile? {
        guard files.exists && !files.isEmpty else { return nil }
        return try reporting(store: files.store) {
            let published = try PublishedFile(files)
            try published.checkOwner()
            return published
        }
    }

    /// As ``open(_:)``, for a file that is about to be replaced: nothing of its content is left in side files.
    ///
    /// SQLite pairs a database with the log beside it by name alone; a new file under a live log of the old one would be
    /// damaged by its first reader.
    ///
    /// - Throws: ``GoldError/Code/busy`` when another program keeps such a log.
    static func openSettled(_ files: StoreFiles) throws(GoldError) -> PublishedFile? {
        let published = try open(files)
        // A log that a dead program left is played back by opening; one that stays has an owner.
        let isSettled = published?.leaveWALMode() ?? true
        guard isSettled && files.liveSideFiles.isEmpty else {
            let names = files.liveSideFiles.map(\.lastPathComponent).joined(separator: ", ")
            throw GoldError(
                .busy,
                "another program has the database open and keeps changes beside it (\(names.isEmpty ? "WAL mode" : names)); close that program, run "
                    + "sqlite3 '\(files.database.path)' 'PRAGMA journal_mode = DELETE', then run again",
                store: files.store)
        }
        return published
    }

    /// Writes `run` into the ledger, in place of a row of the same run. A missing file is created with the ledger's
    /// tables alone.
    static func record(_ run: RunRecord, in files: StoreFiles) throws(GoldError) {
        try reporting(store: files.store) {
            while try !attemptRecord(run, in: files) {}
        }
    }

    /// False when the path had another file before the one that was opened: a publication came between.
    private static func attemptRecord(_ run: RunRecord, in files: StoreFiles) throws -> Bool {
        try files.reserve()
        let identity = files.identity
        let published = try open(files) ?? PublishedFile(files)
        return try published.database.write { database in
            // The write transaction excludes a switch; one that came before it shows in the path's identity.
            guard files.identity == identity else { return false }
            if try !database.tableExists(GoldTable.datamartRuns.name) { try database.createLedger() }
            try database.load(RunRecord.batch(of: [run]), into: .datamartRuns, verb: "INSERT OR REPLACE")
            return true
        }
    }

    private init(_ files: StoreFiles) throws {
        var configuration = Configuration()
        configuration.label = "datamart.sqlite.published"
        // A reader's or another run's short transaction is waited for.
        configuration.busyMode = .timeout(10)
        // The switch holds a transaction open across calls.
        configuration.allowsUnsafeTransactions = true
        self.files = files
        database = try DatabaseQueue(path: files.database.path, configuration: configuration)
    }

    /// The newest runs, newest first.
    func ledger(limit: Int) throws(GoldError) -> [RunRecord] {
        try reporting(store: files.store) { try database.read { try $0.runs(newest: limit) } }
    }

    /// The version that the next publication gets.
    func nextVersion() throws(GoldError) -> Int64 {
        try reporting(store: files.store) {
            try database.read { try Int64.fetchOne($0, sql: "SELECT COALESCE(MAX(version), 0) + 1 FROM datamart_version") ?? 1 }
        }
    }

    /// Keeps other writers out until the connection is closed; readers are not disturbed.
    func holdWriters() throws(GoldError) {
        try reporting(store: files.store) {
            try database.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        }
    }

    /// Ends the connection and what it holds.
    func close() throws(GoldError) {
        try reporting(store: files.store) {
            try database.writeWithoutTransaction { if $0.isInsideTransaction { try $0.execute(sql: "ROLLBACK") } }
            try database.close()
        }
    }

    private func checkOwner() throws {
        let owner = try database.read { try Int32.fetchOne($0, sql: "PRAGMA application_id") }
        guard owner == SQLiteGoldStore.applicationID else {
            throw GoldError(.foreign, "a database that Datamart has not made stands there; name another file", store: files.store)
        }
    }

    /// Whether the database is out of WAL mode now.
    private func leaveWALMode() -> Bool {
        let mode = try? database.writeWithoutTransaction { try String.fetchOne($0, sql: "PRAGMA journal_mode = DELETE") }
        return mode == "delete"
    }
}
