extension GoldTable {
    /// `kpis_weather`: one row per state, or the country (state `US`), weather category and season (`All` for the year).
    public static let kpisWeather = GoldTable(
        name: "kpis_weather",
        columns: [
            GoldColumn("state", .varchar(2), nullable: false),
            GoldColumn("weather_category", .varchar(20, binary: true), nullable: false),
            GoldColumn("season", .varchar(10, binary: true), nullable: false),
            GoldColumn("accident_count", .bigInteger),
            GoldColumn("severity_avg", .double),
            GoldColumn("severe_share", .double),
            GoldColumn("severe_share_ci_low", .double),
            GoldColumn("severe_share_ci_high", .double),
            GoldColumn("severity_distribution", .json),
            GoldColumn("seasonal_factor", .double),
            GoldColumn("danger_ratio", .double),
            GoldColumn("avg_temperature", .double),
            GoldColumn("avg_humidity", .double),
            GoldColumn("avg_visibility", .double),
            GoldColumn("avg_wind_speed", .double),
        ],
        primaryKey: ["state", "weather_category", "season"])
}

extension TableRules {
    /// Rules of `kpis_weather`. Averages need a measurement.
    public static let kpisWeather = TableRules(
        .kpisWeather,
        filled: ["state", "weather_category", "season", "accident_count", "severity_avg", "severe_share", "severity_distribution", "danger_ratio"],
        ranges: [
            "accident_count": count, "severity_avg": severity, "severe_share": share, "severe_share_ci_low": share, "severe_share_ci_high": share,
            "seasonal_factor": anyNumberUp, "danger_ratio": anyNumberUp, "avg_temperature": -80...140, "avg_humidity": 0...100,
            "avg_visibility": 0...150, "avg_wind_speed": 0...250,
        ])
}
