import Gold

/// The right to publish into a database: a named lock of the server, held by one connection until it ends.
enum WriterLock {
    /// The lock's name; names are the server's, not the database's, and have at most 64 characters.
    static func name(_ database: String) -> String {
        "datamart.\(database.prefix(40)).\(crc32(of: database))"
    }

    /// Takes the lock for `connection`, waiting some seconds for a holder that has just died.
    ///
    /// - Throws: ``GoldError/Code/busy`` naming the holder, when there is one.
    static func take(_ connection: MySQLConnection, waiting seconds: Int = 1) throws {
        let name = MySQLSchema.literal(name(connection.server.database))
        guard try connection.value("SELECT GET_LOCK(\(name), \(seconds))").integer != 1 else { return }
        let holder = try connection.value("SELECT IS_USED_LOCK(\(name))").integer
        let who = try holder.map { try describe(connection: $0, seenBy: connection) } ?? ""
        throw GoldError(.busy, "another run is publishing here\(who); wait until it has ended, then run again")
    }

    /// Takes the lock unless `connection` has it: one that was made in place of a lost one has not.
    static func hold(_ connection: MySQLConnection, waiting seconds: Int = 1) throws {
        if try !isHeld(by: connection) { try take(connection, waiting: seconds) }
    }

    /// Gives the lock back at once; a connection that merely ends gives it back a moment later.
    static func release(_ connection: MySQLConnection) throws {
        try connection.execute("DO RELEASE_LOCK(\(MySQLSchema.literal(name(connection.server.database))))")
    }

    /// Throws unless `connection` still holds the lock.
    static func check(_ connection: MySQLConnection) throws {
        guard try isHeld(by: connection) else {
            throw GoldError(.busy, "the right to publish was lost with the connection that held it; run again")
        }
    }

    private static func isHeld(by connection: MySQLConnection) throws -> Bool {
        let name = MySQLSchema.literal(name(connection.server.database))
        return try connection.value("SELECT IS_USED_LOCK(\(name)) = CONNECTION_ID()").integer == 1
    }

    /// ` (connection 7 of etl@10.0.0.5)`, as far as the account may see it.
    static func describe(connection identifier: Int64, seenBy connection: MySQLConnection) throws -> String {
        let row = try connection.rows("SELECT USER, HOST FROM information_schema.PROCESSLIST WHERE ID = \(identifier)").first
        let account = row.map { " of \($0[0].text ?? "?")@\($0[1].text ?? "?")" } ?? ""
        return " (connection \(identifier)\(account))"
    }
}
