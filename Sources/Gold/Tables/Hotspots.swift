extension GoldTable {
    /// `hotspots`: the most dangerous zones, one row a rank.
    public static let hotspots = GoldTable(
        name: "hotspots",
        columns: [
            GoldColumn("id", .integer, nullable: false, autoIncrement: true),
            GoldColumn("state", .varchar(2), nullable: false),
            GoldColumn("city", .varchar(100)),
            GoldColumn("latitude", .double, nullable: false),
            GoldColumn("longitude", .double, nullable: false),
            GoldColumn("accident_count", .bigInteger),
            GoldColumn("severity_avg", .double),
            GoldColumn("danger_score", .double),
            GoldColumn("radius_miles", .double),
            GoldColumn("last_updated", .timestamp),
            GoldColumn("rank", .integer, nullable: false),
            GoldColumn("gi_z", .double),
            GoldColumn("gi_q", .double),
            GoldColumn("years_active", .integer),
        ],
        primaryKey: ["id"],
        indexes: [
            GoldIndex("idx_hotspots_rank", on: "rank", unique: true),
            GoldIndex("idx_hotspots_api", [GoldIndex.Part("danger_score", descending: true), GoldIndex.Part("state"), GoldIndex.Part("city")]),
            GoldIndex("idx_location", on: "state", "city"),
            GoldIndex("idx_coordinates", on: "latitude", "longitude"),
            GoldIndex("idx_danger_score", on: "danger_score"),
        ])
}

extension TableRules {
    /// Rules of `hotspots`. A city may be unknown.
    public static let hotspots = TableRules(
        .hotspots,
        filled: [
            "state", "latitude", "longitude", "accident_count", "severity_avg", "danger_score", "radius_miles", "last_updated", "rank", "gi_z",
            "gi_q",
        ],
        ranges: [
            "latitude": latitude, "longitude": longitude, "accident_count": count, "severity_avg": severity, "danger_score": share,
            "radius_miles": 0.1...Double.greatestFiniteMagnitude, "rank": count, "gi_z": anyNumberUp, "gi_q": 0...0.05, "years_active": 1...64,
        ],
        ranks: [Rank("rank")])
}
