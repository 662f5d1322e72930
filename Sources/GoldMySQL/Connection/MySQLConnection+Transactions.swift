extension MySQLConnection {
    /// The connections with the oldest open transactions, three at most, in words: those that keep tables from being changed. Those that
    /// work with this database come first: another may read its tables as well. Empty where there is none, or the account may not see it.
    func openTransactions() -> [String] {
        let query = """
            SELECT p.ID, p.USER, p.HOST, TIMESTAMPDIFF(SECOND, t.trx_started, NOW()) FROM information_schema.INNODB_TRX t \
            JOIN information_schema.PROCESSLIST p ON p.ID = t.trx_mysql_thread_id WHERE p.ID <> CONNECTION_ID() \
            ORDER BY p.DB <=> DATABASE() DESC, t.trx_started LIMIT 3
            """
        return ((try? rows(query)) ?? []).map { row in
            "connection \(row[0].text ?? "?") of \(row[1].text ?? "?")@\(row[2].text ?? "?"), its transaction open for \(row[3].text ?? "?") s"
        }
    }
}
