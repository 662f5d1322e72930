extension GoldTable {
    /// `kpis_temporal`: one row a period of a state, or of the country (state `US`), that saw an accident.
    public static let kpisTemporal = GoldTable(
        name: "kpis_temporal",
        columns: [
            GoldColumn("id", .integer, nullable: false, autoIncrement: true),
            GoldColumn("period_type", .enumeration(["hourly", "daily", "monthly", "yearly"]), nullable: false),
            GoldColumn("period_value", .varchar(20), nullable: false),
            GoldColumn("state", .varchar(2), nullable: false),
            GoldColumn("accident_count", .bigInteger),
            GoldColumn("severity_avg", .double),
            GoldColumn("trend_direction", .enumeration(["up", "down", "stable"])),
            GoldColumn("seasonal_factor", .double),
            GoldColumn("last_updated", .timestamp),
            GoldColumn("daily_average", .double),
            GoldColumn("is_partial", .boolean),
        ],
        primaryKey: ["id"],
        indexes: [
            GoldIndex("idx_temporal_api", on: "period_type", "state", "period_value", unique: true),
            GoldIndex("idx_period", on: "period_type", "period_value"),
            GoldIndex("idx_state_period", on: "state", "period_type"),
        ])
}

extension TableRules {
    /// Rules of `kpis_temporal`. A trend and a month's factor need a long history.
    public static let kpisTemporal = TableRules(
        .kpisTemporal, filled: ["period_type", "period_value", "state", "accident_count", "severity_avg", "last_updated"],
        ranges: ["accident_count": count, "severity_avg": severity, "seasonal_factor": anyNumberUp, "daily_average": anyNumberUp])
}
