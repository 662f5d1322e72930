import Gold

extension MySQLConnection {
    /// The sizes of `tables`, their rows counted one by one: the server itself only estimates them.
    func sizes(of tables: [GoldTable]) throws -> [OptimizationReport.Table] {
        // MySQL shows figures of the day before unless it is told not to.
        if dialect.family == .mysql { try execute("SET SESSION information_schema_stats_expiry = 0") }
        let query = """
            SELECT TABLE_NAME, TABLE_ROWS, DATA_LENGTH, INDEX_LENGTH, DATA_FREE FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()
            """
        let known = Dictionary(try rows(query).map { ($0[0].text ?? "", $0) }) { first, _ in first }
        return try tables.map { table in
            let figures = (1...4).map { Int(known[table.name]?[$0].integer ?? 0) }
            let rows = try value("SELECT COUNT(*) FROM \(MySQLSchema.quoted(table.name))").integer ?? 0
            return OptimizationReport.Table(
                name: table.name, rows: Int(rows), estimatedRows: figures[0], dataBytes: figures[1], indexBytes: figures[2], freeBytes: figures[3])
        }
    }

    /// Rows read by each index since the server began to count, by table and index; those that are not named were not used. Nil when the
    /// server does not count, or does not tell this account.
    func indexReads() -> [String: Int]? {
        let sources = [
            (
                "SELECT @@performance_schema",
                """
                SELECT OBJECT_NAME, INDEX_NAME, COUNT_READ FROM performance_schema.table_io_waits_summary_by_index_usage \
                WHERE OBJECT_SCHEMA = DATABASE() AND INDEX_NAME IS NOT NULL
                """
            ),
            (
                "SELECT @@userstat",
                "SELECT TABLE_NAME, INDEX_NAME, ROWS_READ FROM information_schema.INDEX_STATISTICS WHERE TABLE_SCHEMA = DATABASE()"
            ),
        ]
        for (switchedOn, query) in sources {
            guard (try? value(switchedOn))?.integer == 1, let rows = try? rows(query) else { continue }
            return Dictionary(rows.map { ("\($0[0].text ?? "").\($0[1].text ?? "")", Int($0[2].integer ?? 0)) }) { first, _ in first }
        }
        return nil
    }
}
