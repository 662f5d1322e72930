extension GoldTable {
    /// `data_drift`: one row per feature, the latest three complete months against the same months a year earlier.
    public static let dataDrift = GoldTable(
        name: "data_drift",
        columns: [
            GoldColumn("feature", .varchar(50), nullable: false),
            GoldColumn("psi", .double),
            GoldColumn("js_distance", .double),
            GoldColumn("drift_level", .enumeration(["stable", "moderate", "major"])),
            GoldColumn("reference_period", .varchar(20)),
            GoldColumn("current_period", .varchar(20)),
            GoldColumn("reference_count", .bigInteger),
            GoldColumn("current_count", .bigInteger),
            GoldColumn("reference_null_share", .double),
            GoldColumn("current_null_share", .double),
        ],
        primaryKey: ["feature"])
}

extension TableRules {
    /// Rules of `data_drift`. Figures need fifteen complete months.
    public static let dataDrift = TableRules(
        .dataDrift, filled: ["feature", "reference_count", "current_count"],
        ranges: [
            "psi": anyNumberUp, "js_distance": share, "reference_count": countOrNone, "current_count": countOrNone, "reference_null_share": share,
            "current_null_share": share,
        ])
}
