extension GoldTable {
    /// `ml_model_performance`: one row a version of a model.
    public static let mlModelPerformance = GoldTable(
        name: "ml_model_performance",
        columns: [
            GoldColumn("id", .integer, nullable: false, autoIncrement: true),
            GoldColumn("model_name", .varchar(100, binary: true), nullable: false),
            GoldColumn("model_version", .varchar(50, binary: true), nullable: false),
            GoldColumn("accuracy", .double),
            GoldColumn("precision_score", .double),
            GoldColumn("recall_score", .double),
            GoldColumn("f1_score", .double),
            GoldColumn("feature_importance", .json),
            GoldColumn("training_date", .timestamp),
            GoldColumn("last_updated", .timestamp),
            GoldColumn("evaluated_count", .bigInteger),
            GoldColumn("baseline_accuracy", .double),
            GoldColumn("balanced_accuracy", .double),
            GoldColumn("per_class", .json),
            GoldColumn("drift", .json),
            GoldColumn("drift_detected", .boolean),
            GoldColumn("retrain_recommended", .boolean),
            GoldColumn("recommendation", .text),
        ],
        primaryKey: ["id"],
        indexes: [GoldIndex("idx_model_key", on: "model_name", "model_version", unique: true)])

    /// `data_drift`: one row a feature, the latest three complete months against the same months a year earlier.
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
