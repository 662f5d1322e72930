extension GoldTable {
    /// n, S and the accidents of each severity, which every aggregate has after its key.
    private static let counts = ["accident_count", "severity_sum", "severity_1", "severity_2", "severity_3", "severity_4"].map {
        GoldColumn($0, .bigInteger, nullable: false)
    }
    private static let id = GoldColumn("id", .integer, nullable: false, autoIncrement: true)
    private static let state = GoldColumn("state", .varchar(2), nullable: false)

    /// `agg_hourly`: by state, ISO weekday (1 = Monday) and hour. `days`: such weekdays in the state's span.
    public static let aggHourly = GoldTable(
        name: "agg_hourly",
        columns: [state, GoldColumn("weekday", .integer, nullable: false), GoldColumn("hour", .integer, nullable: false)] + counts
            + [GoldColumn("days", .integer, nullable: false)],
        primaryKey: ["state", "weekday", "hour"])

    /// `agg_daily`: by state and date.
    public static let aggDaily = GoldTable(
        name: "agg_daily", columns: [state, GoldColumn("accident_date", .date, nullable: false)] + counts, primaryKey: ["state", "accident_date"])

    /// `agg_monthly`: by state and month, `YYYY-MM`. `days`: days of the month inside the state's span.
    public static let aggMonthly = GoldTable(
        name: "agg_monthly",
        columns: [state, GoldColumn("month", .varchar(7), nullable: false)] + counts + [GoldColumn("days", .integer, nullable: false)],
        primaryKey: ["state", "month"])

    /// `agg_city`: by state and city, null for accidents without one. `expected_score`: E of the danger index.
    public static let aggCity = GoldTable(
        name: "agg_city",
        columns: [id, state, GoldColumn("city", .varchar(100, binary: true))] + counts + [GoldColumn("expected_score", .double, nullable: false)],
        primaryKey: ["id"],
        indexes: [GoldIndex("idx_agg_city_key", [GoldIndex.Part("state"), GoldIndex.Part("city", nullAs: "")], unique: true)])

    /// `agg_grid`: by state and cell of 0.01°, (⌊latitude × 100⌋, ⌊longitude × 100⌋). Latitude and longitude are the mean of its accidents.
    public static let aggGrid = GoldTable(
        name: "agg_grid",
        columns: [state, GoldColumn("latitude_cell", .integer, nullable: false), GoldColumn("longitude_cell", .integer, nullable: false)] + counts
            + [
                GoldColumn("latitude", .double, nullable: false), GoldColumn("longitude", .double, nullable: false),
                GoldColumn("years_active", .integer, nullable: false),
            ],
        primaryKey: ["state", "latitude_cell", "longitude_cell"])

    /// `agg_weather`: by state, weather, temperature and visibility category and season; null where Silver knows none.
    public static let aggWeather = GoldTable(
        name: "agg_weather",
        columns: [
            id, state, GoldColumn("weather_category", .varchar(20, binary: true)), GoldColumn("temperature_category", .varchar(10, binary: true)),
            GoldColumn("visibility_category", .varchar(10, binary: true)), GoldColumn("season", .varchar(10, binary: true), nullable: false),
        ] + counts,
        primaryKey: ["id"],
        indexes: [
            GoldIndex(
                "idx_agg_weather_key",
                [GoldIndex.Part("state")]
                    + ["weather_category", "temperature_category", "visibility_category"].map { GoldIndex.Part($0, nullAs: "") }
                    + [GoldIndex.Part("season")],
                unique: true)
        ])

    /// `agg_infrastructure`: by state, source, year and type of equipment the accidents with it; the others are known to be without it.
    public static let aggInfrastructure = GoldTable(
        name: "agg_infrastructure",
        columns: [
            id, state, GoldColumn("source", .varchar(20, binary: true)), GoldColumn("year", .integer, nullable: false),
            GoldColumn("infrastructure_type", .varchar(50), nullable: false),
        ] + counts
            + [GoldColumn("accidents_without", .bigInteger, nullable: false), GoldColumn("severe_without", .bigInteger, nullable: false)],
        primaryKey: ["id"],
        indexes: [
            GoldIndex(
                "idx_agg_infrastructure_key",
                [
                    GoldIndex.Part("state"), GoldIndex.Part("source", nullAs: ""), GoldIndex.Part("year"), GoldIndex.Part("infrastructure_type"),
                ],
                unique: true)
        ])
}
