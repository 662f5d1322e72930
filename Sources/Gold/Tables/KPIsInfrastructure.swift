extension GoldTable {
    /// `kpis_infrastructure`: one row a state, or the country (state `US`), and a type of equipment.
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
