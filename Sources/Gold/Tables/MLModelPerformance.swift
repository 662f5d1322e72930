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
}

extension TableRules {
    /// Rules of `ml_model_performance`. Figures need predictions whose truth is known.
    public static let mlModelPerformance = TableRules(
        .mlModelPerformance, filled: ["model_name", "model_version", "last_updated", "evaluated_count", "recommendation"],
        ranges: [
            "accuracy": share, "precision_score": share, "recall_score": share, "f1_score": share, "evaluated_count": countOrNone,
            "baseline_accuracy": share, "balanced_accuracy": share,
        ])
}
