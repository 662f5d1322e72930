import Cubes
import Gold
import KPIs
import Silver

/// What was derived from the cubes, as rows of tables.
struct DerivedTables: Sendable {
    /// The rows of each table, in the order of ``GoldCatalog``.
    private(set) var batches: [(table: GoldTable, rows: RowBatch)] = []
    /// Whether every level counts the accidents that were accepted.
    private(set) var levels: [QualityFinding] = []
    /// Share of all accidents that lie in cities whose population is known; nil without accidents.
    private(set) var populationShare: Double?

    /// Derives every table. `accepted`: the rows that the cubes were filled from.
    ///
    /// - Throws: `KPIError` when a cube or a resource is missing.
    init(_ cubes: GoldCubes, _ models: ModelEvidence, thresholds: KPIThresholds, accepted: Int64, lastUpdated: Int64) async throws {
        let derivation = Derivation(
            cubes: cubes, models: models, thresholds: thresholds, levels: LevelFindings(accepted: accepted), lastUpdated: lastUpdated)
        if let span = try ObservedSpan(daily: cubes[.daily]) {
            // The days of all states take as long as all else together.
            async let temporal = derivation.temporal()
            let security = try derivation.security(span)
            let others = try derivation.others(span)
            let aggregates = try derivation.aggregates()
            populationShare = security.populationShare
            add(try await [security.table, temporal] + others + aggregates)
        }
        levels = try derivation.levels.cubes(cubes) + levels
    }

    private mutating func add(_ tables: [DerivedTable]) {
        for table in tables {
            batches.append((table.table, table.rows))
            levels += table.levels
        }
    }

    /// What the rules of each table find in its rows.
    func findings(minimumCompleteness: Double) -> [QualityFinding] {
        let rules = Dictionary((TableRules.kpis + TableRules.aggregates).map { ($0.table.name, $0) }) { first, _ in first }
        return batches.flatMap { table, rows -> [QualityFinding] in
            guard rows.rowCount > 0, let rules = rules[table.name] else { return [] }
            var audit = TableAudit(rules)
            audit.add(rows)
            return audit.findings(minimumCompleteness: minimumCompleteness)
        }
    }
}
