extension GoldTable {
    /// `kpis_infrastructure`: one row per state, or the country (state `US`), and type of equipment.
    public static let kpisInfrastructure = GoldTable(
        name: "kpis_infrastructure",
        columns: [
            GoldColumn("id", .integer, nullable: false, autoIncrement: true),
            GoldColumn("state", .varchar(2), nullable: false),
            GoldColumn("infrastructure_type", .varchar(50), nullable: false),
            GoldColumn("equipment_effectiveness", .double),
            GoldColumn("accident_reduction_rate", .double),
            GoldColumn("safety_improvement_score", .double),
            GoldColumn("recommendation", .text),
            GoldColumn("last_updated", .timestamp),
            GoldColumn("accidents_with", .bigInteger),
            GoldColumn("severe_with", .bigInteger),
            GoldColumn("accidents_without", .bigInteger),
            GoldColumn("severe_without", .bigInteger),
            GoldColumn("odds_ratio", .double),
            GoldColumn("or_ci_low", .double),
            GoldColumn("or_ci_high", .double),
            GoldColumn("p_value", .double),
            GoldColumn("q_value", .double),
            GoldColumn("heterogeneity_p", .double),
        ],
        primaryKey: ["id"],
        indexes: [
            GoldIndex("idx_state_infra", on: "state", "infrastructure_type", unique: true),
            GoldIndex("idx_effectiveness", on: "equipment_effectiveness"),
        ])
}

extension TableRules {
    /// Rules of `kpis_infrastructure`. Figures need enough accidents with the equipment.
    public static let kpisInfrastructure = TableRules(
        .kpisInfrastructure, filled: ["state", "infrastructure_type", "recommendation", "last_updated"],
        ranges: [
            "equipment_effectiveness": -Double.greatestFiniteMagnitude...1, "accident_reduction_rate": -Double.greatestFiniteMagnitude...1,
            "safety_improvement_score": 0...100, "accidents_with": countOrNone, "severe_with": countOrNone, "accidents_without": countOrNone,
            "severe_without": countOrNone, "odds_ratio": anyNumberUp, "or_ci_low": anyNumberUp, "or_ci_high": anyNumberUp, "p_value": share,
            "q_value": share, "heterogeneity_p": share,
        ])
}
