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

    private static func describe(_ connection: MySQLConnection) -> String {
        let advice = "nothing was published; end that transaction, then run again"
        let names = connection.openTransactions()
        guard !names.isEmpty else {
            return "another transaction is open on the published tables and keeps them from being changed; \(advice) "
                + "(the account needs the privilege PROCESS to name it)"
        }
        return "the published tables are held by \(names.joined(separator: "; or by ")); \(advice)"
    }
}
