import Gold

/// Looks at a published database through the eyes of its readers. It reads, and changes nothing.
struct Optimizer {
    let connection: MySQLConnection
    let schema: MySQLSchema

    /// - Parameter runs: how often each query is timed; nil: they are not.
    /// - Throws: ``GoldError/Code/unreachable`` when nothing is published there.
    func report(timing runs: Int?) throws -> OptimizationReport {
        try checkTables()
        // The queries below count as well: what the server knows of the time before is asked first.
        let (reads, layouts, sample) = (connection.indexReads(), try connection.layouts(), try PublishedSample(connection))
        let queries = try NamedQuery.all.filter { $0.index != nil }.map { query in
            let count = layouts[query.table.name]?.partitions.partitions.count ?? 0
            var answer = try connection.explain(query, sample, partitionCount: count)
            answer.latency = try runs.map { try connection.latency(of: query, sample, runs: $0) }
            return answer
        }
        let advice = GoldCatalog.tables.map { table in
            let asked = queries.filter { $0.table == table.name }
            return IndexAdvice(table: table, schema: schema, found: layouts[table.name] ?? TableLayout(), queries: asked, reads: reads)
        }
        let tables = try connection.sizes(of: GoldCatalog.tables)
        let changes = advice.flatMap(\.proposals) + (try partitions(layouts))
        let pool = try connection.value("SELECT @@innodb_buffer_pool_size").integer ?? 0
        let proposals = changes + statistics(tables, after: changes) + [Self.memory(Int(pool), for: tables)].compactMap(\.self)
        return OptimizationReport(
            queries: queries, indexes: advice.flatMap(\.indexes), tables: tables, proposals: proposals)
    }

    private func checkTables() throws {
        let relations = try connection.relations()
        let missing = GoldCatalog.tables.map(\.name).filter { relations[$0]?.isOurs != true }
        guard !missing.isEmpty else { return }
        if missing.count == GoldCatalog.tables.count { throw GoldError(.unreachable, "nothing has been published there; `datamart run` does that") }
        throw GoldError(.unreachable, "tables are missing: \(missing.joined(separator: ", ")); `datamart migrate` makes them, a run fills them")
    }

    /// Years without a partition of their own, where the table is partitioned by year at all: `datamart migrate` does the rest.
    private func partitions(_ layouts: [String: TableLayout]) throws -> [OptimizationReport.Proposal] {
        try GoldCatalog.tables.flatMap { table -> [OptimizationReport.Proposal] in
            guard schema.isPartitioned, let layout = layouts[table.name], MySQLSchema.isByYear(layout.partitions.partitions) else { return [] }
            return schema.missingYears(of: table, layout, years: try connection.years(of: table, layout)).map { year, statement in
                OptimizationReport.Proposal(table.name, statement, because: "\(year) has no partition of its own", isSafe: true)
            }
        }
    }

    /// Statistics to be renewed: stale ones, and those of tables that are changed.
    private func statistics(
        _ tables: [OptimizationReport.Table], after changes: [OptimizationReport.Proposal]
    ) -> [OptimizationReport.Proposal] {
        let changed = Set(changes.filter(\.isSafe).map(\.table))
        return tables.filter { $0.hasStaleStatistics || changed.contains($0.name) }.map { table in
            let stale = "its statistics are stale: the server takes it for \(table.estimatedRows) rows, \(table.rows) are there"
            return OptimizationReport.Proposal(
                table.name, "ANALYZE TABLE \(MySQLSchema.quoted(table.name))",
                because: table.hasStaleStatistics ? stale : "its statistics are of before the change", isSafe: true)
        }
    }

    /// More memory for a server that keeps less than a quarter of `tables` in it: a page of accidents is then read from files, row by row.
    ///
    /// - Parameter pool: bytes of pages that the server keeps.
    static func memory(_ pool: Int, for tables: [OptimizationReport.Table]) -> OptimizationReport.Proposal? {
        let (mebibyte, total) = (1 << 20, tables.reduce(0) { $0 + $1.dataBytes + $1.indexBytes })
        guard pool < total / 4, let largest = tables.max(by: { $0.dataBytes + $0.indexBytes < $1.dataBytes + $1.indexBytes }) else { return nil }
        // A half, in steps of the 128 MB that servers have by default.
        let wanted = (total / 2 / (128 * mebibyte) + 1) * 128
        return OptimizationReport.Proposal(
            largest.name, "SET GLOBAL innodb_buffer_pool_size = \(wanted * mebibyte)",
            because: """
                the server keeps \(pool / mebibyte) MB in memory, Gold has \(total / mebibyte): pages of accidents are read from files; \
                with \(wanted) MB they mostly are not (innodb_buffer_pool_size=\(wanted)M in its configuration makes it last)
                """,
            isSafe: false)
    }
}
