import Gold
import KPIs

/// Makes rows of `kpis_weather`.
func kpisWeather(_ rows: [WeatherKPI]) throws(GoldError) -> RowBatch {
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
