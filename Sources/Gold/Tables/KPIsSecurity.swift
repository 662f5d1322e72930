extension GoldTable {
    /// `kpis_security`: one row for the country (state `US`), one per state (city null), one per (state, city).
    public static let kpisSecurity = GoldTable(
        name: "kpis_security",
        columns: [
            GoldColumn("id", .integer, nullable: false, autoIncrement: true),
            GoldColumn("state", .varchar(2), nullable: false),
            GoldColumn("city", .varchar(100)),
            GoldColumn("accident_rate_per_100k", .double),
            GoldColumn("danger_index", .double),
            GoldColumn("severity_distribution", .json),
            GoldColumn("hotspot_rank", .integer),
            GoldColumn("last_updated", .timestamp),
            GoldColumn("accident_count", .bigInteger),
            GoldColumn("population", .bigInteger),
            GoldColumn("rate_ci_low", .double),
            GoldColumn("rate_ci_high", .double),
            GoldColumn("rate_eb", .double),
            GoldColumn("severe_share", .double),
            GoldColumn("severe_share_ci_low", .double),
            GoldColumn("severe_share_ci_high", .double),
            GoldColumn("danger_index_raw", .double),
            GoldColumn("danger_level", .enumeration(["normal", "high"])),
        ],
        primaryKey: ["id"],
        indexes: [
            GoldIndex("idx_security_key", [GoldIndex.Part("state"), GoldIndex.Part("city", nullAs: "")], unique: true),
            GoldIndex("idx_security_api", [GoldIndex.Part("danger_index", descending: true), GoldIndex.Part("state")]),
            GoldIndex("idx_state", on: "state"),
            GoldIndex("idx_danger_index", on: "danger_index"),
            GoldIndex("idx_hotspot_rank", on: "hotspot_rank"),
        ])
}

extension TableRules {
    /// Rules of `kpis_security`. A row without a city is a state; a rate needs a population, a rank a place among the first.
    public static let kpisSecurity = TableRules(
        .kpisSecurity,
        filled: ["state", "danger_index", "severity_distribution", "last_updated", "danger_level"],
        ranges: [
            "accident_rate_per_100k": anyNumberUp,
            "danger_index": anyNumberUp,
            "hotspot_rank": 1...Double(Int32.max),
            "accident_count": 1...Double(Int64.max),
            "population": 1...Double(Int64.max),
            "rate_ci_low": anyNumberUp,
            "rate_ci_high": anyNumberUp,
            "rate_eb": anyNumberUp,
            "severe_share": share,
            "severe_share_ci_low": share,
            "severe_share_ci_high": share,
            "danger_index_raw": 1...4,
        ],
        ranks: [Rank("hotspot_rank", level: "city")])
}
