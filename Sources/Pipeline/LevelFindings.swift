import Accidents
import Cubes
import Gold
import KPIs

/// Holds what each level of a cube, a KPI and an aggregate counts against the accidents that were accepted.
struct LevelFindings {
    let accepted: Int64

    /// Every cell of every cube.
    func cubes(_ cubes: GoldCubes) throws -> [QualityFinding] {
        try CubeSpec.gold.map { spec in
            QualityGate.total(table: "cube \(spec.name)", level: "cell", counted: Self.accidents(try cubes[spec]), accepted: accepted)
        }
    }

    /// The country, the states and the cities.
    func security(_ rows: [SecurityKPI], _ cube: Cube) -> [QualityFinding] {
        [
            total(.kpisSecurity, "country", rows.lazy.filter { $0.city == nil && $0.state == Country.code }.map(\.accidentCount)),
            total(.kpisSecurity, "state", rows.lazy.filter { $0.city == nil && $0.state != Country.code }.map(\.accidentCount)),
            total(.kpisSecurity, "city", rows.lazy.filter { $0.city != nil }.map(\.accidentCount), withoutKey: Self.accidents(cube, without: .city)),
        ]
    }

    /// Each kind of period, in the country and over the states.
    func temporal(_ rows: [TemporalKPI]) -> [QualityFinding] {
        var counted: [String: Int64] = [:]
        for kind in ["hour", "hour_of_week", "daily", "monthly", "yearly"] {
            for place in ["country", "state"] { counted["\(place)_\(kind)"] = 0 }
        }
        for row in rows {
            let place = row.state == Country.code ? "country" : "state"
            let hour = row.periodValue.utf8.count == 2 ? "hour" : "hour_of_week"
            counted["\(place)_\(row.periodType == .hourly ? hour : row.periodType.rawValue)", default: 0] += row.accidentCount
        }
        return counted.map { total(.kpisTemporal, $0.key, [$0.value]) }
    }

    /// The year and the seasons, in the country and over the states. Accidents in unknown weather have no row.
    func weather(_ rows: [WeatherKPI], _ cube: Cube) -> [QualityFinding] {
        let unknown = Self.accidents(cube, without: .weather)
        return [("country_year", true, true), ("country_season", true, false), ("state_year", false, true), ("state_season", false, false)].map {
            level, isCountry, isYear in
            let counts = rows.lazy.filter { ($0.state == Country.code) == isCountry && ($0.season == WeatherKPI.allSeasons) == isYear }.map(
                \.accidentCount)
            return total(.kpisWeather, level, counts, withoutKey: unknown)
        }
    }

    /// With and without each equipment, all types together, in the country and over the states.
    func infrastructure(_ rows: [InfrastructureKPI], _ cube: Cube) throws -> [QualityFinding] {
        let unknown = try InfrastructureType.unknownAccidents(in: cube)
        return ["country", "state"].map { level in
            let counts = rows.lazy.filter { ($0.state == Country.code) == (level == "country") }.map { $0.accidentsWith + $0.accidentsWithout }
            return equipment(.kpisInfrastructure, level, counts.reduce(0, +), unknown)
        }
    }

    /// With and without each equipment, all types together.
    func infrastructure(_ aggregate: Aggregate, _ cube: Cube) throws -> [QualityFinding] {
        guard case .integers(let without)? = aggregate.extras.first(where: { $0.name == "accidents_without" })?.values else { return [] }
        let counted = aggregate.accidentCounts.reduce(0, +) + without.reduce(0, +)
        return [equipment(.aggInfrastructure, "row", counted, try InfrastructureType.unknownAccidents(in: cube))]
    }

    /// The rows of an aggregate.
    func aggregate(_ aggregate: Aggregate, _ table: GoldTable) -> QualityFinding { total(table, "row", aggregate.accidentCounts) }

    private func equipment(_ table: GoldTable, _ level: String, _ counted: Int64, _ unknown: Int64) -> QualityFinding {
        let types = Int64(InfrastructureType.all.count)
        return QualityGate.total(table: table.name, level: level, counted: counted, accepted: accepted * types, withoutKey: unknown)
    }

    private func total(_ table: GoldTable, _ level: String, _ counts: some Sequence<Int64>, withoutKey: Int64 = 0) -> QualityFinding {
        QualityGate.total(table: table.name, level: level, counted: counts.reduce(0, +), accepted: accepted, withoutKey: withoutKey)
    }

    private static func accidents(_ cube: Cube) -> Int64 {
        Measure.severityHistogram.columnNames.reduce(0) { $0 + (cube.column($1) ?? []).reduce(0, +) }
    }

    /// Accidents whose key of `dimension` is null.
    private static func accidents(_ cube: Cube, without dimension: Dimension) -> Int64 {
        let keys = cube.keys(dimension) ?? []
        return Measure.severityHistogram.columnNames.reduce(0) { sum, name in
            zip(keys, cube.column(name) ?? []).reduce(sum) { $1.0 == Cube.nullKey ? $0 + $1.1 : $0 }
        }
    }
}
