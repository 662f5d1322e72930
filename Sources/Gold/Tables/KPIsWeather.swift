extension GoldTable {
    /// `kpis_weather`: one row a state, or the country (state `US`), a weather category and a season (`All` for the year).
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
