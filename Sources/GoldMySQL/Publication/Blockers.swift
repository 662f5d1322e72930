import Gold

/// Those whose locks keep a publication from going on.
enum Blockers {
    /// Seconds that DDL waits for transactions that are open on a published table. Readers that come meanwhile wait behind it.
    static let patience = 2

    /// Calls `body`, and says who may be in the way when it has given up on locks of others.
    ///
    /// - Throws: ``GoldError/Code/busy`` naming them.
    static func naming(
        on control: MySQLSession, isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Void
    ) async throws {
        do {
            try await body()
        } catch let error as MySQLError where error.isLostRace {
            throw GoldError(.busy, try await control.run(describe), cause: error)
        }
    }

    /// The connections with the oldest open transactions.
    private static func describe(_ connection: MySQLConnection) throws -> String {
        let query = """
            SELECT p.ID, p.USER, p.HOST, TIMESTAMPDIFF(SECOND, t.trx_started, NOW()) FROM information_schema.INNODB_TRX t \
            JOIN information_schema.PROCESSLIST p ON p.ID = t.trx_mysql_thread_id WHERE p.ID <> CONNECTION_ID() ORDER BY t.trx_started LIMIT 3
            """
        let advice = "nothing was published; end that transaction, then run again"
        guard let rows = try? connection.rows(query), !rows.isEmpty else {
            return "another transaction is open on the published tables and keeps them from being changed; \(advice) "
                + "(the account needs the privilege PROCESS to name it)"
        }
        let names = rows.map { row in
            "connection \(row[0].text ?? "?") of \(row[1].text ?? "?")@\(row[2].text ?? "?"), its transaction open for \(row[3].text ?? "?") s"
        }
        return "the published tables are held by \(names.joined(separator: "; or by ")); \(advice)"
    }
}
