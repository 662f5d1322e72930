import Gold

/// Runs `body` and turns what it throws into a ``GoldError`` that names the store, and `table` when given.
func reporting<Result>(
    store: MySQLServer, table: String? = nil, isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result
) async throws -> Result {
    do {
        return try await body()
    } catch var error as GoldError {
        error.store = error.store ?? store.description
        error.table = error.table ?? table
        throw error
    } catch let error as MySQLError {
        throw GoldError(mysql: error, store: store, table: table)
    }
}

extension GoldError {
    /// What `cause` means for whoever runs Datamart, and what to do about it.
    init(mysql cause: MySQLError, store: MySQLServer, table: String?) {
        let (code, message) = Self.meaning(of: cause, store)
        self.init(code, message, table: table, store: store.description, cause: cause)
    }

    private static func meaning(of error: MySQLError, _ store: MySQLServer) -> (Code, String) {
        typealias Known = MySQLError.Code
        return switch error.code {
        case Known.accessDenied: (.unreachable, "the server refuses the account or its password; check mysql.user and MYSQL_PASSWORD")
        case Known.databaseAccessDenied, Known.tableAccessDenied, Known.specificAccessDenied, 1143, 1370, 1410:
            (.unreachable, "the account lacks a privilege; \(GoldPrivileges.grant(store))")
        case Known.unknownDatabase:
            (.unreachable, "the database is not there; create it: CREATE DATABASE \(store.database) CHARACTER SET utf8mb4")
        case Known.unknownHost, Known.cannotConnect, Known.cannotConnectSocket:
            (.unreachable, "the server cannot be reached; check mysql.host and mysql.port, and that it runs")
        case Known.tlsFailed: (.unreachable, "no encrypted connection came about; check mysql.ssl_mode and mysql.ssl_ca")
        case Known.tooManyConnections, 1203, 1226: (.busy, "the server has no connection left; try again later or lower mysql.pool_size")
        case Known.optionPreventsStatement, Known.readOnlyTransaction, Known.readOnly:
            (.unreachable, "the server takes no changes (read_only); name the primary server")
        case Known.duplicateKey, Known.duplicateKeyWithName: (.rejected, "several rows have one key: \(error.message)")
        // The lowest numbers are those of the server's file functions: write, change of size, full disk. A table for which there is no room
        // at all is refused with the storage engine's number for it, 135, in the words.
        case Known.tableIsFull, Known.diskFull, Known.errorWritingFile, 3, 14, 20,
            1005 where error.message.contains("errno: 135 "):
            (.io, "the server's disk is full; make room there, then run again")
        case Known.packetTooLarge: (.io, "a statement is larger than the server takes; raise its max_allowed_packet")
        case Known.deadlock, Known.lockWaitTimeout: (.busy, "another connection's locks were in the way; run again")
        case _ where error.endsConnection: (.io, "the connection to the server was lost; run again when the server is up")
        default: (.io, "MySQL failed")
        }
    }
}

/// What an account needs.
enum GoldPrivileges {
    /// The privileges on the database. Streaming rows needs none: they come from the client.
    static let list = "SELECT, INSERT, DELETE, CREATE, ALTER, DROP, CREATE VIEW"

    /// The advice to grant them.
    static func grant(_ store: MySQLServer) -> String {
        "it needs GRANT \(list) ON `\(store.database)`.* TO \(store.user.map { "'\($0)'@…" } ?? "the account")"
    }
}
