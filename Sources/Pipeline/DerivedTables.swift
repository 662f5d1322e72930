import Cubes
import Gold
import KPIs
import Silver

/// What was derived from the cubes, as rows of tables.
struct DerivedTables {
    /// The rows of each table, in the order of ``GoldCatalog``.
    private(set) var batches: [(table: GoldTable, rows: RowBatch)] = []
    /// Whether every level counts the accidents that were accepted.
    private(set) var levels: [QualityFinding] = []
    /// Share of all accidents that lie in cities whose population is known; nil without accidents.
    private(set) var populationShare: Double?

    /// Derives every table. `accepted`: the rows that the cubes were filled from.
    ///
    /// - Throws: `KPIError` when a cube or a resource is missing.
    init(_ cubes: GoldCubes, _ models: ModelEvidence, thresholds: KPIThresholds, accepted: Int64, lastUpdated: Int64) throws {
        let levels = LevelFindings(accepted: accepted)
        try addKPIs(cubes, models, thresholds, levels, lastUpdated)
        try addAggregates(cubes, levels)
        self.levels = try levels.cubes(cubes) + self.levels
    }

    private mutating func addKPIs(
        _ cubes: GoldCubes, _ models: ModelEvidence, _ thresholds: KPIThresholds, _ levels: LevelFindings, _ lastUpdated: Int64
    ) throws {
        guard let span = try ObservedSpan(daily: cubes[.daily]) else { return }
        let security = try SecurityKPI.derive(from: cubes[.city], span: span, population: .bundled(), thresholds: thresholds)
        populationShare = SecurityKPI.populationCoverage(security)
        add(.kpisSecurity, kpisSecurity(security, lastUpdated: lastUpdated), try levels.security(security, cubes[.city]))
        let temporal = try TemporalKPI.derive(daily: cubes[.daily], hourly: cubes[.hourly])
        add(.kpisTemporal, kpisTemporal(temporal, lastUpdated: lastUpdated), levels.temporal(temporal))
        let weather = try WeatherKPI.derive(from: cubes[.weather])
        add(.kpisWeather, kpisWeather(weather), try levels.weather(weather, cubes[.weather]))
        let equipment = try InfrastructureKPI.derive(from: cubes[.equipment], thresholds: thresholds)
        add(
            .kpisInfrastructure, kpisInfrastructure(equipment, lastUpdated: lastUpdated), try levels.infrastructure(equipment, cubes[.equipment]))
        add(.hotspots, hotspots(try HotspotKPI.derive(from: cubes[.grid], span: span, thresholds: thresholds), lastUpdated: lastUpdated))
        let drift = try FeatureDrift.derive(from: CubeSpec.features.map { try cubes[$0] }, span: span)
        let performance = ModelKPI.derive(confusion: models.confusion, models: models.descriptions, drift: drift)
        add(.mlModelPerformance, mlModelPerformance(performance, lastUpdated: lastUpdated))
        add(.dataDrift, dataDrift(drift))
    }

    private mutating func addAggregates(_ cubes: GoldCubes, _ levels: LevelFindings) throws {
        add(.aggHourly, try .hourly(from: cubes[.hourly], daily: cubes[.daily]), levels)
        add(.aggDaily, try .daily(from: cubes[.daily]), levels)
        add(.aggMonthly, try .monthly(from: cubes[.daily]), levels)
        add(.aggCity, try .city(from: cubes[.city]), levels)
        add(.aggGrid, try .grid(from: cubes[.grid]), levels)
        add(.aggWeather, try .weather(from: cubes[.conditions]), levels)
        let equipment = try Aggregate.infrastructure(from: cubes[.equipment])
        add(.aggInfrastructure, RowBatch(equipment), try levels.infrastructure(equipment, cubes[.equipment]))
    }

    private mutating func add(_ table: GoldTable, _ rows: RowBatch, _ levels: [QualityFinding] = []) {
        batches.append((table, rows))
        self.levels += levels
    }

    private mutating func add(_ table: GoldTable, _ aggregate: Aggregate, _ levels: LevelFindings) {
        add(table, RowBatch(aggregate), [levels.aggregate(aggregate, table)])
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
