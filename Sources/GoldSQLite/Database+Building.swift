import Foundation
import GRDB
import Gold

extension DatabaseQueue {
    /// A new database at `file`, in place of what a run that died has left there, for one writer and no reader: nothing in it needs to
    /// survive a crash before it is switched in.
    ///
    /// The page cache stays at SQLite's 2 MB. Every page is written once and in order, so that a larger one holds
    /// nothing of use, and it is also the size of a sorted run when an index is built: runs that fit the processor's
    /// cache, sorted by `threads` beside the reading one, build an index in half the time of one run of 256 MB.
    static func building(at file: URL) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.label = "datamart.sqlite.building"
        configuration.prepareDatabase { database in
            try database.execute(
                sql: """
                    PRAGMA journal_mode = OFF;
                    PRAGMA synchronous = OFF;
                    PRAGMA locking_mode = EXCLUSIVE;
                    PRAGMA threads = \(ProcessInfo.processInfo.activeProcessorCount - 1);
                    """)
        }
        if FileManager.default.fileExists(atPath: file.path) { try FileManager.default.removeItem(at: file) }
        return try DatabaseQueue(path: file.path, configuration: configuration)
    }
}

extension Database {
    /// Leaves nothing in a copy of a published database but `accidents_summary`, and of that what is outside `days`, with an empty ledger.
    ///
    /// - Returns: the rows that are left.
    func keepSummary(without days: [ClosedRange<Int32>]) throws -> Int {
        let kept = GoldTable.accidentsSummary.name
        let others = try Row.fetchAll(self, sql: "SELECT type, name FROM sqlite_master WHERE type IN ('view', 'table') AND name NOT LIKE 'sqlite_%'")
        for row in others where row["name"] != kept { try execute(sql: "DROP \(row["type"] as String) \(SQLiteSchema.quoted(row["name"]))") }
        for range in days {
            let bounds = [ISOText.dates([range.lowerBound]), ISOText.dates([range.upperBound])].map { String(decoding: $0, as: UTF8.self) }
            try execute(sql: "DELETE FROM \(kept) WHERE accident_date BETWEEN ? AND ?", arguments: [bounds[0], bounds[1]])
        }
        try createLedger()
        return try Int.fetchOne(self, sql: "SELECT COUNT(*) FROM \(kept)") ?? 0
    }

    /// Builds the primary key and the secondary indexes of a loaded table unless it has them, and checks that it has `rows` rows.
    func finish(_ table: GoldTable, rows: Int, isIndexed: Bool = false) throws {
        if !isIndexed {
            if table.autoIncrementColumn == nil { try buildPrimaryKey(of: table) }
            for statement in SQLiteSchema.createIndexes(table) { try execute(sql: statement) }
        }
        let found = try Int.fetchOne(self, sql: "SELECT COUNT(*) FROM \(SQLiteSchema.quoted(table.name))")
        guard found == rows else {
            throw GoldError(.io, "\(rows) rows were written, \(found ?? 0) are there", table: table.name)
        }
    }

    /// Gathers what the query planner wants to know, and checks the file's structure.
    func analyzeAndCheck() throws {
        try execute(sql: "PRAGMA analysis_limit = 1000; ANALYZE")
        let findings = try String.fetchAll(self, sql: "PRAGMA quick_check(10)")
        guard findings == ["ok"] else {
            throw GoldError(.io, "the new database is damaged: \(findings.joined(separator: "; "))")
        }
    }

    /// Builds the primary key after the load, by one sort, where SQLite would place every row's key as it comes: that
    /// would take longer than the whole load.
    ///
    /// SQLite has no statement that adds a primary key. Its key of a table with row numbers is a unique index with a
    /// name of its own and no text; so the index is built as any other and the catalog is told that it is the key.
    private func buildPrimaryKey(of table: GoldTable) throws {
        let index = "key of \(table.name)"
        do {
            try execute(
                sql:
                    "CREATE UNIQUE INDEX \(SQLiteSchema.quoted(index)) ON \(SQLiteSchema.quoted(table.name)) (\(SQLiteSchema.list(table.primaryKey)))"
            )
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw GoldError(.rejected, try duplicateMessage(table), table: table.name, cause: error)
        }
        try execute(sql: "PRAGMA writable_schema = ON")
        try execute(
            sql: "UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = ?",
            arguments: [SQLiteSchema.createTable(table), table.name])
        try execute(
            sql: "UPDATE sqlite_master SET name = ?, sql = NULL WHERE type = 'index' AND name = ?",
            arguments: ["sqlite_autoindex_\(table.name)_1", index])
        try execute(sql: "PRAGMA writable_schema = RESET")
    }

    private func duplicateMessage(_ table: GoldTable) throws -> String {
        let key = SQLiteSchema.list(table.primaryKey)
        let sql = "SELECT \(key) FROM \(SQLiteSchema.quoted(table.name)) GROUP BY \(key) HAVING COUNT(*) > 1 LIMIT 1"
        let values = try Row.fetchOne(self, sql: sql).map { $0.databaseValues.map { "\($0)" }.joined(separator: ", ") } ?? ""
        return "several rows have the key (\(table.primaryKey.joined(separator: ", "))) = (\(values)); each must have one of its own"
    }
}
