// Every aggregate that Gold is made of.

extension CubeSpec {
    /// Behind kpis_security and agg_city.
    public static let city = CubeSpec("city", by: .state, .city, .source, .year, measures: [.severityHistogram])

    /// Behind the days, months and years of kpis_temporal, agg_daily, agg_monthly, the observed span and the daily anomalies.
    public static let daily = CubeSpec("daily", by: .state, .date, measures: [.severityHistogram])

    /// Behind the hours of kpis_temporal and agg_hourly.
    public static let hourly = CubeSpec("hourly", by: .state, .month, .weekday, .hour, measures: [.severityHistogram])

    /// Behind kpis_weather and the comparison with weather_aggregated.
    public static let weather = CubeSpec(
        "weather", by: .state, .weather, .season, .source, .year,
        measures: [
            .severityHistogram, .sum(.temperature), .sum(.humidity), .sum(.visibility), .sum(.windSpeed), .minimum(.temperature),
            .maximum(.temperature),
        ])

    /// Behind agg_weather.
    public static let conditions = CubeSpec(
        "conditions", by: .state, .weather, .temperatureCategory, .visibilityCategory, .season, measures: [.severityHistogram])

    /// Behind kpis_infrastructure, agg_infrastructure and the comparison with infrastructure_features.
    public static let equipment = CubeSpec(
        "equipment", by: .state, .source, .year, .flags, measures: [.severityHistogram, .sum(.safetyScore), .maximum(.safetyScore)])

    /// Behind hotspots and agg_grid: cells of 0.01°, by city so that a zone can be named.
    public static let grid = CubeSpec(
        "grid", by: .state, .latitudeCell(perDegree: 100), .longitudeCell(perDegree: 100), .city,
        measures: [.severityHistogram, .sum(.latitude), .sum(.longitude), .years])

    /// Behind data_drift and correlations: a feature by month, feed and severity.
    public static let features: [CubeSpec] = [
        feature(.bin(.temperature)), feature(.bin(.humidity)), feature(.bin(.pressure)), feature(.bin(.visibility)), feature(.bin(.windSpeed)),
        feature(.bin(.precipitation)), feature(.bin(.distance)), feature(.infrastructureCount), feature(.safetyScore), feature(.hour),
        feature(.weather), feature(.daylight),
    ]

    private static func feature(_ dimension: Dimension) -> CubeSpec {
        CubeSpec("feature_" + dimension.name, by: .source, .month, dimension, measures: [.severityHistogram])
    }

    /// All cubes that Gold is made of.
    public static let gold = [city, daily, hourly, weather, conditions, equipment, grid] + features
}
