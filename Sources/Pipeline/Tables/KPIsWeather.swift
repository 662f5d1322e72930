import Gold
import KPIs

/// Makes rows of `kpis_weather`.
func kpisWeather(_ rows: [WeatherKPI]) -> RowBatch {
    RowBatch([
        .labels(rows.map(\.state)),
        .labels(rows.map(\.weatherCategory)),
        .labels(rows.map(\.season)),
        .integers(rows.map(\.accidentCount)),
        .doubles(rows.map(\.severityAvg)),
        .doubles(rows.map(\.severeShare)),
        .doubles(rows.map(\.severeShareCILow)),
        .doubles(rows.map(\.severeShareCIHigh)),
        .text(rows.map(\.severityDistribution)),
        .doubles(rows.map(\.seasonalFactor)),
        .doubles(rows.map(\.dangerRatio)),
        .doubles(rows.map(\.avgTemperature)),
        .doubles(rows.map(\.avgHumidity)),
        .doubles(rows.map(\.avgVisibility)),
        .doubles(rows.map(\.avgWindSpeed)),
    ])
}
