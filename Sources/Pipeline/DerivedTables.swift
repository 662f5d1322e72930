import Cubes
import Gold
import KPIs

/// What was derived from the cubes, as rows of tables.
struct DerivedTables: Sendable {
    /// The rows of each table, in the order of ``GoldCatalog``; empty without accidents.
    let batches: [(table: GoldTable, rows: RowBatch)]
    /// Whether every level counts the accidents that were accepted.
    let levels: [QualityFinding]
    /// Share of all accidents that are in cities whose population is known; nil without accidents.
    let populationShare: Double?

    /// Derives every table. `accepted`: the rows that the cubes were filled from.
    ///
    /// - Throws: `KPIError` when a cube or a resource is missing.
    init(_ cubes: GoldCubes, _ models: ModelEvidence, thresholds: KPIThresholds, accepted: Int64, lastUpdated: Int64) async throws {
        let levels = LevelFindings(accepted: accepted)
        var derived: [DerivedTable] = []
        if let span = try ObservedSpan(daily: cubes[.daily]) {
            let drift = try FeatureDrift.derive(from: CubeSpec.features.map { try cubes[$0] }, span: span)
            derived = try await Self.derive(
                DerivationInput(
                    cubes: cubes, span: span, models: models, drift: drift, thresholds: thresholds, levels: levels, lastUpdated: lastUpdated))
        }
        batches = zip(TableDerivation.all, derived).map { ($0.table, $1.rows) }
        self.levels = try levels.cubes(cubes) + derived.flatMap(\.levels)
        populationShare = derived.lazy.compactMap(\.populationShare).first
    }

    /// One task per table; the results are in the order of the tables.
    private static func derive(_ input: DerivationInput) async throws -> [DerivedTable] {
        try await withThrowingTaskGroup(of: (Int, DerivedTable).self) { group in
            for (index, table) in TableDerivation.all.enumerated() { group.addTask { (index, try table.derive(input)) } }
            return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
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
