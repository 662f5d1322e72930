import Gold

extension MySQLConnection {
    /// How the server would answer `query`: its way may depend on the values asked for, so some are tried.
    ///
    /// - Parameter partitionCount: how many partitions the query's table has; 0 for a table that is not partitioned.
    func explain(_ query: NamedQuery, _ sample: PublishedSample, partitionCount: Int) throws -> OptimizationReport.Query {
        let explain = "EXPLAIN \(dialect.family == .mariadb ? "PARTITIONS" : "FORMAT=TRADITIONAL")"
        let statements = try (0..<10).map { try sample.statement(query, draw: $0) }
        let plans = try statements.compactMap { try rows("\(explain) \($0)").first }
        let partitions = partitionCount == 0 ? nil : Self.list(plans.first?["partitions"])
        return OptimizationReport.Query(
            name: query.summary, table: query.table.name, statement: statements[0], intendedIndex: query.index ?? "",
            indexes: Self.union(plans.map { Self.list($0["key"]) }), access: Self.union(plans.map { [$0["type"].text ?? "none"] }),
            rows: Int(plans.compactMap(\.["rows"].integer).max() ?? 0), sorts: plans.contains { $0["Extra"].text?.contains("filesort") ?? false },
            partitions: partitions, partitionCount: partitionCount == 0 ? nil : partitionCount)
    }

    /// Times `query`, asked `runs` times with other values each. All values were asked for once before, so that what they need is in memory.
    func latency(of query: NamedQuery, _ sample: PublishedSample, runs: Int) throws -> OptimizationReport.Latency {
        let statements = try (0..<runs).map { try sample.statement(query, draw: $0) }
        for statement in statements { _ = try rows(statement) }
        let times = try statements.map { statement in
            let start = ContinuousClock.now
            _ = try rows(statement)
            return (ContinuousClock.now - start) / .milliseconds(1)
        }
        return OptimizationReport.Latency(milliseconds: times)
    }

    private static func list(_ value: MySQLValue?) -> [String] { value?.text?.split(separator: ",").map(String.init) ?? [] }

    /// The texts of `lists`, each once, in the order in which they come first.
    private static func union(_ lists: [[String]]) -> [String] {
        lists.joined().reduce(into: []) { all, text in if !all.contains(text) { all.append(text) } }
    }
}
