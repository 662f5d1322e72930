import Cubes
import Gold
import KPIs

/// The rows of one table, and whether its levels count the accidents that were accepted.
struct DerivedTable: Sendable {
    var table: GoldTable
    var rows: RowBatch
    var levels: [QualityFinding] = []
}

/// What tables are derived from.
struct Derivation: Sendable {
    let cubes: GoldCubes
    let models: ModelEvidence
    let thresholds: KPIThresholds
    let levels: LevelFindings
    let lastUpdated: Int64

    func security(_ span: ObservedSpan) throws -> (table: DerivedTable, populationShare: Double?) {
        let rows = try SecurityKPI.derive(from: cubes[.city], span: span, population: .bundled(), thresholds: thresholds)
        let table = try DerivedTable(
            table: .kpisSecurity, rows: kpisSecurity(rows, lastUpdated: lastUpdated), levels: levels.security(rows, cubes[.city]))
        return (table, SecurityKPI.populationCoverage(rows))
    }

    func temporal() throws -> DerivedTable {
        let rows = try TemporalKPI.derive(daily: cubes[.daily], hourly: cubes[.hourly])
        return try DerivedTable(table: .kpisTemporal, rows: kpisTemporal(rows, lastUpdated: lastUpdated), levels: levels.temporal(rows))
    }

    /// Weather, infrastructure, hotspots, models and drift.
    func others(_ span: ObservedSpan) throws -> [DerivedTable] {
        let weather = try WeatherKPI.derive(from: cubes[.weather])
        let equipment = try InfrastructureKPI.derive(from: cubes[.equipment], thresholds: thresholds)
        let zones = try HotspotKPI.derive(from: cubes[.grid], span: span, thresholds: thresholds)
        let drift = try FeatureDrift.derive(from: CubeSpec.features.map { try cubes[$0] }, span: span)
        let performance = ModelKPI.derive(confusion: models.confusion, models: models.descriptions, drift: drift)
        return try [
            DerivedTable(table: .kpisWeather, rows: kpisWeather(weather), levels: levels.weather(weather, cubes[.weather])),
            DerivedTable(
                table: .kpisInfrastructure, rows: kpisInfrastructure(equipment, lastUpdated: lastUpdated),
                levels: levels.infrastructure(equipment, cubes[.equipment])),
            DerivedTable(table: .hotspots, rows: hotspots(zones, lastUpdated: lastUpdated)),
            DerivedTable(table: .mlModelPerformance, rows: mlModelPerformance(performance, lastUpdated: lastUpdated)),
            DerivedTable(table: .dataDrift, rows: dataDrift(drift)),
        ]
    }

    func aggregates() throws -> [DerivedTable] {
        let tables: [(GoldTable, Aggregate)] = [
            (.aggHourly, try .hourly(from: cubes[.hourly], daily: cubes[.daily])), (.aggDaily, try .daily(from: cubes[.daily])),
            (.aggMonthly, try .monthly(from: cubes[.daily])), (.aggCity, try .city(from: cubes[.city])), (.aggGrid, try .grid(from: cubes[.grid])),
            (.aggWeather, try .weather(from: cubes[.conditions])),
        ]
        let equipment = try Aggregate.infrastructure(from: cubes[.equipment])
        return try tables.map { try DerivedTable(table: $0, rows: RowBatch($1, for: $0), levels: [levels.aggregate($1, $0)]) } + [
            DerivedTable(
                table: .aggInfrastructure, rows: RowBatch(equipment, for: .aggInfrastructure),
                levels: levels.infrastructure(equipment, cubes[.equipment]))
        ]
    }
}
