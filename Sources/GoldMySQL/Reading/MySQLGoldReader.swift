public import Gold

/// Reads the Gold in a database of a MySQL or MariaDB server, on a few connections of its own. An account that may `SELECT` is enough.
public struct MySQLGoldReader: GoldReader {
    private let server: MySQLServer
    private let pool: MySQLPool
    private let retry: RetryPolicy

    /// The reader of the database on `server`. Nothing is connected yet.
    ///
    /// - Parameters:
    ///   - connections: how many may be open at a time; who comes later waits.
    ///   - retry: what is done about failures that pass.
    public init(_ server: MySQLServer, connections: Int = 4, retry: RetryPolicy = RetryPolicy()) {
        self.server = server
        self.retry = retry
        pool = MySQLPool(server, limit: connections)
    }

    /// Read in one statement, or in one snapshot.
    public func rows(_ queries: [GoldQuery]) async throws -> [GoldRows] { try await run { try $0.published(queries) } }

    /// What `body` reads, which may be asked again: when a publication came in between, or the connection is lost.
    func run<Result: Sendable>(_ body: @Sendable (MySQLConnection) throws -> Result) async throws -> Result {
        try await reporting(store: server) {
            try await pool.withSession { session in
                try await retry.run(while: { $0.isOvertaken || $0.isLostRace || $0.endsConnection }) { try await session.run(body) }
            }
        }
    }
}

extension MySQLConnection {
    /// As ``rows(_:)``; says what is missing where a table is.
    fileprivate func published(_ queries: [GoldQuery]) throws -> [GoldRows] {
        do {
            return try rows(queries)
        } catch let error as MySQLError where error.code == MySQLError.Code.noSuchTable {
            let relations = try relations()
            guard try relations[GoldTable.datamartVersion.name] != nil && publishedVersion() != nil else {
                throw GoldError(.unreachable, "nothing has been published there yet; start with `datamart run`", cause: error)
            }
            let missing = queries.first { relations[$0.table.name] == nil }
            throw GoldError(
                .unreachable, "the published version has no such table; run again to publish it", table: missing?.table.name, cause: error)
        } catch let error as MySQLError where error.code == MySQLError.Code.noSuchColumn {
            throw GoldError(.unreachable, "the published version lacks a column; run again to publish it", cause: error)
        }
    }
}

extension MySQLError {
    /// Whether the tables were switched while they were asked.
    fileprivate var isOvertaken: Bool { code == Code.tableDefinitionChanged || code == Code.statementOutdated }
}
