import Pipeline
import Silver

/// What a run did, for people.
struct RunSummary {
    let result: RunResult

    init(_ result: RunResult) { self.result = result }

    func text(colors: Bool) -> String {
        [headline, tables(colors: colors), figures, next].filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private var headline: String {
        let time = duration(result.pipelineDurationSeconds)
        guard let gold = result.gold else { return "Everything was computed and checked in \(time); nothing was published.\n" }
        return "Published \(result.dataVersion.map { "version \($0)" } ?? "Gold") to \(gold) in \(time).\n"
    }

    private func tables(colors: Bool) -> String {
        guard !result.exportSummary.tables.isEmpty else { return "" }
        let rows = result.exportSummary.tables.sorted { $0.key < $1.key }.map { [$0.key, grouped($0.value)] }
        return TextTable(columns: [.text("table"), .number("rows")], rows: rows).rendered(colors: colors)
    }

    private var figures: String {
        let counts = result.counts
        var lines = [
            "rows read      \(grouped(counts.rowsRead)) in \(grouped(result.partitions)) partitions",
            "rows accepted  \(grouped(counts.rowsAccepted))",
            "rows rejected  \(grouped(counts.rowsRejected))" + reasons,
        ]
        if let score = result.dataQualityScore { lines.append("quality        \(percent(score)) of the checks passed") }
        if let share = result.populationShare { lines.append("population     known for \(percent(share)) of the accidents in cities") }
        return lines.joined(separator: "\n") + "\n"
    }

    private var reasons: String {
        let rejected = result.counts.rejected.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
        return rejected.isEmpty ? "" : " (" + rejected.map { "\($0.key.rawValue) \(grouped($0.value))" }.joined(separator: ", ") + ")"
    }

    private var next: String {
        guard let path = result.gold.flatMap({ $0.hasPrefix("sqlite:") ? String($0.dropFirst("sqlite:".count)) : nil }) else { return "" }
        return """
            Next: the ten cities with the highest sum of severity
              sqlite3 -box '\(path)' "SELECT hotspot_rank, city, state, accident_count, round(danger_index, 2) AS danger_index
                FROM kpis_security WHERE city IS NOT NULL AND hotspot_rank <= 10 ORDER BY hotspot_rank"

            """
    }
}
