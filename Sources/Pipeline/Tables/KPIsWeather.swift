import Accidents
import Cubes
import Gold
import KPIs

extension TableDerivation {
    /// `kpis_weather`.
    static let kpisWeather = TableDerivation(.kpisWeather) { input in
        let cube = try input.cubes[.weather]
        let rows = try WeatherKPI.derive(from: cube)
        return DerivedTable(try batch(rows), levels: levels(rows, input.levels, unknown: cube.accidents(without: .weather)))
    }

    /// The year and the seasons, in the country and over the states. Accidents in unknown weather have no row.
    private static func levels(_ rows: [WeatherKPI], _ levels: LevelFindings, unknown: Int64) -> [QualityFinding] {
        [("country_year", true, true), ("country_season", true, false), ("state_year", false, true), ("state_season", false, false)].map {
            level, isCountry, isYear in
            let rows = rows.filter { ($0.state == Country.code) == isCountry && ($0.season == WeatherKPI.allSeasons) == isYear }
            return levels.total(.kpisWeather, level, rows.map(\.accidentCount), withoutKey: unknown)
        }
    }
}

/// Makes rows of `kpis_weather`.
private func batch(_ rows: [WeatherKPI]) throws(GoldError) -> RowBatch {
    try RowBatch(
        for: .kpisWeather,
        [
            "state": .labels(rows.map(\.state)),
            "weather_category": .labels(rows.map(\.weatherCategory)),
            "season": .labels(rows.map(\.season)),
            "accident_count": .integers(rows.map(\.accidentCount)),
            "severity_avg": .doubles(rows.map(\.severityAvg)),
            "severe_share": .doubles(rows.map(\.severeShare)),
            "severe_share_ci_low": .doubles(rows.map(\.severeShareCILow)),
            "severe_share_ci_high": .doubles(rows.map(\.severeShareCIHigh)),
            "severity_distribution": .text(rows.map(\.severityDistribution)),
            "seasonal_factor": .doubles(rows.map(\.seasonalFactor)),
            "danger_ratio": .doubles(rows.map(\.dangerRatio)),
            "avg_temperature": .doubles(rows.map(\.avgTemperature)),
            "avg_humidity": .doubles(rows.map(\.avgHumidity)),
            "avg_visibility": .doubles(rows.map(\.avgVisibility)),
            "avg_wind_speed": .doubles(rows.map(\.avgWindSpeed)),
        ])
}
