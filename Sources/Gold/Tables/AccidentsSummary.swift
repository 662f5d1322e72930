extension GoldTable {
    /// `accidents_summary`: one row an accepted accident.
    ///
    /// The key holds the date because a table partitioned by year must have the date in every unique key. Identifiers
    /// compare byte by byte: folding case would make two accidents one.
    public static let accidentsSummary = GoldTable(
        name: "accidents_summary",
        columns: [
            GoldColumn("id", .varchar(50, binary: true), nullable: false),
            GoldColumn("state", .varchar(2), nullable: false),
            GoldColumn("city", .varchar(100)),
            GoldColumn("severity", .integer),
            GoldColumn("accident_date", .date, nullable: false),
            GoldColumn("accident_hour", .integer),
            GoldColumn("weather_category", .varchar(20)),
            GoldColumn("temperature_category", .varchar(10)),
            GoldColumn("infrastructure_count", .integer),
            GoldColumn("safety_score", .double),
            GoldColumn("distance_miles", .double),
        ],
        primaryKey: ["id", "accident_date"],
        indexes: [
            GoldIndex("idx_state_date", on: "state", "accident_date"),
            GoldIndex("idx_severity_weather", on: "severity", "weather_category"),
            GoldIndex("idx_location", on: "state", "city"),
            GoldIndex("idx_temporal", on: "accident_date", "accident_hour"),
        ],
        partitionedByYearOf: "accident_date")
}

extension TableRules {
    /// Rules of `accidents_summary`. A distance below zero is an error of Silver.
    public static let accidentsSummary = TableRules(
        .accidentsSummary,
        filled: GoldTable.accidentsSummary.columns.map(\.name),
        ranges: [
            "severity": 1...4,
            "accident_hour": 0...23,
            "infrastructure_count": 0...13,
            "safety_score": share,
            "distance_miles": anyNumberUp,
        ])
}
