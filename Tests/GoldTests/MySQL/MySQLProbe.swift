import Foundation
import Gold
import GoldMySQL
import TestSupport

/// Makes MySQL stores, each in a database of its own, and reads them with the server's own client.
struct MySQLProbe: GoldStoreProbe {
    let database: TestDatabase
    /// How its stores publish.
    let options: MySQLOptions

    init() throws { self.init(try TestDatabase()) }

    init(_ database: TestDatabase, options: MySQLOptions = .quick) {
        self.database = database
        self.options = options
    }

    /// The server and database of the probe.
    var server: MySQLServer { database.server }

    func makeStore() throws -> any GoldStore { MySQLGoldStore(server, options: options) }

    func makeReader() throws -> any GoldReader { MySQLGoldReader(server, retry: options.retry) }

    func execute(_ sql: String) throws { try database.sql(sql) }

    func rows(of table: String, columns: [String], orderBy: String) throws -> [[String?]]? {
        let known = "SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = '\(table)'"
        guard try database.sql(known) == "1\n" else { return nil }
        let cells = columns.map { "CAST(`\($0)` AS CHAR)" }.joined(separator: ", ")
        let lines = try database.lines("SET time_zone = '+00:00'; SELECT JSON_ARRAY(\(cells)) FROM `\(table)` ORDER BY `\(orderBy)`")
        return try lines.map { try JSONDecoder().decode([String?].self, from: Data($0.utf8)).map { $0.map(Self.exponent) } }
    }

    /// The server writes 1.5e300 where others write 1.5e+300.
    private static func exponent(_ text: String) -> String { text.replacing(/^(-?[0-9.]+e)([0-9]+)$/) { "\($0.1)+\($0.2)" } }
}

extension TestDatabase {
    /// The database as the store knows it.
    var server: MySQLServer {
        MySQLServer(host: address.host, port: address.port, database: name, user: address.user, password: address.password)
    }
}

extension MySQLOptions {
    /// The defaults without long pauses.
    static var quick: MySQLOptions {
        var options = MySQLOptions()
        options.retry = RetryPolicy(retries: 2, delay: .milliseconds(50))
        return options
    }
}
