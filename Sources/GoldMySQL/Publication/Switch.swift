import Gold

/// The one step in which readers get a new version: a `RENAME` of all tables, which happens as a whole or not at all.
enum Switch {
    /// Puts the tables built aside in the place of the published ones; published tables that have no successor go as well.
    ///
    /// A transaction that is open on one of the tables makes the renaming wait, and readers that come then wait behind it. So it waits
    /// for 2 s at most, gives way, and tries again.
    ///
    /// - Throws: ``GoldError/Code/busy`` naming who is in the way, when the tries are used up.
    static func perform(_ tables: [String], on control: MySQLSession, retry: RetryPolicy) async throws {
        do {
            try await retry.run(while: \.isLostRace) {
                try await control.run { connection in
                    try connection.execute("SET SESSION lock_wait_timeout = 2")
                    try connection.execute(try statement(tables, connection))
                }
            }
        } catch let error as MySQLError where error.isLostRace {
            throw GoldError(.busy, try await control.run(blockers), cause: error)
        }
    }

    private static func statement(_ tables: [String], _ connection: MySQLConnection) throws -> String {
        let (quoted, published) = (MySQLSchema.quoted, try connection.publishedTables())
        let away = published.map { "\(quoted($0)) TO \(quoted(StagingName.old($0)))" }
        let into = tables.map { "\(quoted(StagingName.new($0))) TO \(quoted($0))" }
        return "RENAME TABLE " + (away + into).joined(separator: ", ")
    }

    /// Who may be in the way: the connections with the oldest open transactions.
    private static func blockers(_ connection: MySQLConnection) throws -> String {
        let query = """
            SELECT p.ID, p.USER, p.HOST, TIMESTAMPDIFF(SECOND, t.trx_started, NOW()) FROM information_schema.INNODB_TRX t \
            JOIN information_schema.PROCESSLIST p ON p.ID = t.trx_mysql_thread_id WHERE p.ID <> CONNECTION_ID() ORDER BY t.trx_started LIMIT 3
            """
        let advice = "nothing was published; end that transaction, then run again"
        guard let rows = try? connection.rows(query), !rows.isEmpty else {
            return "a transaction that has read the published tables is open and keeps them from being switched; \(advice) "
                + "(the account needs the privilege PROCESS to name it)"
        }
        let names = rows.map { row in
            "connection \(row[0].text ?? "?") of \(row[1].text ?? "?")@\(row[2].text ?? "?"), its transaction open for \(row[3].text ?? "?") s"
        }
        return "the published tables are held by \(names.joined(separator: "; or by ")); \(advice)"
    }
}
