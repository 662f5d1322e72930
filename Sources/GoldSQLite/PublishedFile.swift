import Foundation
import GRDB
import Gold

/// The database file that readers see. The store reads it, and never writes into it.
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

    private init(_ files: StoreFiles) throws {
        var configuration = Configuration()
        configuration.label = "datamart.sqlite.published"
        configuration.busyMode = .timeout(5)
        // Other writers are kept out by a transaction that stays open from one call to the next.
        configuration.allowsUnsafeTransactions = true
        self.files = files
        database = try DatabaseQueue(path: files.database.path, configuration: configuration)
    }

    /// The rows that each of `queries` asks for, in one transaction.
    func rows(_ queries: [GoldQuery]) throws(GoldError) -> [GoldRows] {
        try reporting(store: files.store) { try database.read { database in try queries.map { try database.rows($0) } } }
    }

    /// The newest runs, newest first.
    func ledger(limit: Int) throws(GoldError) -> [RunRecord] {
        var query = try NamedQuery.runs.query()
        query.limit = limit
        return try reporting(store: files.store) { try database.read { try $0.rows(query).map(RunRecord.init) } }
    }

    /// The version that the next publication gets.
    func nextVersion() throws(GoldError) -> Int64 {
        let query = try NamedQuery.version.query()
        return try reporting(store: files.store) { try database.read { try $0.rows(query).first.map(PublishedVersion.init)?.number ?? 0 } + 1 }
    }

    /// The partitions of Silver that the published accidents were made from. Nil when it is not known, as where a row is damaged: a
    /// publication of everything mends that.
    func partitions() throws(GoldError) -> [PublishedPartition]? {
        let query = try NamedQuery.partitions.query()
        do {
            return try reporting(store: files.store) {
                try database.read { database in
                    let tables = [GoldTable.datamartPartitions, .accidentsSummary]
                    guard try tables.allSatisfy({ try database.tableExists($0.name) }) else { return nil }
                    return try database.rows(query).map(PublishedPartition.init)
                }
            }
        } catch  where error.code == .damaged {
            return nil
        }
    }

    /// Copies every page into `other`.
    func copy(to other: DatabaseQueue) throws(GoldError) {
        try reporting(store: files.store) { try database.backup(to: other) }
    }

    /// Takes the database out of WAL mode, where it can be. False when another program keeps it there.
    func leaveWALMode() -> Bool {
        let mode = try? database.writeWithoutTransaction { try String.fetchOne($0, sql: "PRAGMA journal_mode = DELETE") }
        return mode == "delete"
    }

    /// Keeps writers of other programs out until ``close()``; readers are not disturbed.
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
}
