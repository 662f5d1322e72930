import Accidents
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
            "rows read      \(grouped(counts.rowsRead)) in \(grouped(result.partitions)) partitions" + kept,
            "rows accepted  \(grouped(counts.rowsAccepted))",
            "rows rejected  \(grouped(counts.rowsRejected))" + reasons,
        ]
        if counts.copies > 0 {
            lines.append("copies         \(grouped(counts.copies)) accidents equal another but for the ID; silver.drop_copies=true leaves them out")
        }
        lines += values("values nulled", counts.nulled, "beyond their limits")
        lines += values("corrected", counts.corrected, "disagreed with Start_Time")
        lines += values("missing", counts.missing, "no such column, by rows")
        if let score = result.dataQualityScore { lines.append("quality        \(percent(score)) of the checks passed") }
        if let share = result.populationShare {
            lines.append("population     \(percent(share)) of all accidents are in cities whose population is known")
        }
        lines += result.warnings.map { "warning        \($0)" }
        return lines.joined(separator: "\n") + "\n"
    }

    private var kept: String {
        let kept = result.partitions - result.partitionsScanned
        return kept > 0 ? ", of which \(grouped(result.partitionsScanned)) were scanned and \(grouped(kept)) kept" : ""
    }

    /// A line such as `corrected      accident_hour 12 (disagreed with Start_Time)`, unless there is nothing to say.
    private func values(_ title: String, _ counts: [String: Int], _ meaning: String) -> [String] {
        guard !counts.isEmpty else { return [] }
        let columns = counts.sorted { $0.key < $1.key }.map { "\($0.key) \(grouped($0.value))" }.joined(separator: ", ")
        return [title + String(repeating: " ", count: max(1, 15 - title.count)) + "\(columns) (\(meaning))"]
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
