import Foundation
import Gold
import GoldSQLite
import TestSupport

/// Makes SQLite stores and reads them with the sqlite3 command line.
struct SQLiteProbe: GoldStoreProbe {
    let folder: TemporaryFolder
    var file: URL { folder.url("gold.db") }

    init() throws { folder = try TemporaryFolder() }

    func makeStore() throws -> any GoldStore { SQLiteGoldStore(path: file.path) }

    func makeReader() throws -> any GoldReader { SQLiteGoldReader(path: file.path) }

    func execute(_ sql: String) throws { _ = try Shell.sqlite(file, sql) }

    func rows(of table: String, columns: [String], orderBy: String) throws -> [[String?]]? {
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        guard try Shell.sqlite(file, "SELECT name FROM sqlite_master WHERE type = 'table' AND name = '\(table)'") == table else { return nil }
        let cells = columns.map { "CASE WHEN typeof(\"\($0)\") = 'real' THEN printf('%!.15g', \"\($0)\") ELSE CAST(\"\($0)\" AS TEXT) END" }
        let json = try Shell.sqlite(
            file, "SELECT json_group_array(json_array(\(cells.joined(separator: ", ")))) FROM (SELECT * FROM \"\(table)\" ORDER BY \"\(orderBy)\")")
        return try JSONDecoder().decode([[String?]].self, from: Data(json.utf8))
    }
}
