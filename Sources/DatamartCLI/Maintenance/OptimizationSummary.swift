import Gold

/// How Gold answers queries, for people.
struct OptimizationSummary {
    let report: OptimizationReport

    init(_ report: OptimizationReport) { self.report = report }

    func text(colors: Bool) -> String {
        ([queries.rendered(colors: colors), tables.rendered(colors: colors), indexes, applied, proposals]).filter { !$0.isEmpty }.joined(
            separator: "\n")
    }

    private var queries: TextTable {
        let isTimed = report.queries.contains { $0.latency != nil }
        let times: [TextTable.Column] = isTimed ? ["p50 ms", "p99 ms", "max ms"].map { .number($0) } : []
        return TextTable(
            columns: [.text("query"), .text("table"), .text("access"), .text("index"), .text("partitions"), .number("rows at most")] + times,
            rows: report.queries.map { query in
                let latency = query.latency.map { [$0.p50, $0.p99, $0.max].map { decimal($0, digits: 2) } } ?? []
                return [query.name, query.table, access(query), index(query), partitions(query), grouped(query.rows)] + latency
            })
    }

    private func access(_ query: OptimizationReport.Query) -> String {
        query.access.map { $0 == "ALL" ? "FULL SCAN" : $0 }.joined(separator: " or ") + (query.sorts ? ", sorted" : "")
    }

    private func index(_ query: OptimizationReport.Query) -> String { query.indexes.isEmpty ? "none" : query.indexes.joined(separator: ", ") }

    private func partitions(_ query: OptimizationReport.Query) -> String {
        guard let partitions = query.partitions, let count = query.partitionCount else { return "–" }
        return (partitions.count == 1 ? "\(partitions[0]), " : "") + "\(partitions.count) of \(count)"
    }

    private var tables: TextTable {
        TextTable(
            columns: [
                .text("table"), .number("rows"), .number("data"), .number("indexes"), .number("free"), .number("bytes a row"), .text("statistics"),
            ],
            rows: report.tables.map { table in
                [
                    table.name, grouped(table.rows), size(table.dataBytes), size(table.indexBytes), size(table.freeBytes),
                    table.bytesPerRow.map { grouped(Int($0.rounded())) } ?? "–", table.hasStaleStatistics ? "stale" : "",
                ]
            })
    }

    /// A line an index that there is something to say of.
    private var indexes: String {
        report.indexes.compactMap { index in
            let remarks = [
                index.isUnused ? "no query uses it" : nil, index.duplicateOf.map { "it is the beginning of \($0)" },
                index.isOfGold ? "the schema of Gold has it" : "the schema of Gold does not have it",
            ]
            guard index.isUnused || index.duplicateOf != nil || !index.isOfGold else { return nil }
            return "\(index.table).\(index.name) \(index.definition): \(remarks.compactMap(\.self).joined(separator: "; "))\n"
        }.joined()
    }

    private var applied: String { report.applied.map { "Done: \($0.statement)\n" }.joined() }

    private var proposals: String {
        guard !report.proposals.isEmpty else { return "Nothing to propose.\n" }
        let canApply = report.proposals.contains(where: \.isSafe)
        return report.proposals.map { "\($0.reason)\n  \($0.statement);\n" }.joined()
            + (canApply ? "`datamart optimize --apply` does what is safe.\n" : "")
    }
}
