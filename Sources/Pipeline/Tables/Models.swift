import Gold
import KPIs

/// Makes rows of `ml_model_performance`.
func mlModelPerformance(_ rows: [ModelKPI], lastUpdated: Int64) throws(GoldError) -> RowBatch {
    try RowBatch(
        for: .mlModelPerformance,
        [
            "model_name": .text(rows.map(\.modelName)),
            "model_version": .text(rows.map(\.modelVersion)),
            "accuracy": .doubles(rows.map(\.accuracy)),
            "precision_score": .doubles(rows.map(\.precisionScore)),
            "recall_score": .doubles(rows.map(\.recallScore)),
            "f1_score": .doubles(rows.map(\.f1Score)),
            "feature_importance": .text(rows.map(\.featureImportance)),
            "training_date": .timestamps(rows.map(\.trainingDate)),
            "last_updated": .timestamps(rows.map { _ in lastUpdated }),
            "evaluated_count": .integers(rows.map(\.evaluatedCount)),
            "baseline_accuracy": .doubles(rows.map(\.baselineAccuracy)),
            "balanced_accuracy": .doubles(rows.map(\.balancedAccuracy)),
            "per_class": .text(rows.map(\.perClass)),
            "drift": .text(rows.map(\.drift)),
            "drift_detected": .integers(rows.map { $0.driftDetected.map { $0 ? 1 : 0 } }),
            "retrain_recommended": .integers(rows.map { $0.retrainRecommended ? 1 : 0 }),
            "recommendation": .text(rows.map(\.recommendation)),
        ])
}

/// Makes rows of `data_drift`.
func dataDrift(_ rows: [FeatureDrift]) throws(GoldError) -> RowBatch {
    try RowBatch(
        for: .dataDrift,
        [
            "feature": .text(rows.map(\.feature)),
            "psi": .doubles(rows.map(\.populationStabilityIndex)),
            "js_distance": .doubles(rows.map(\.jensenShannonDistance)),
            "drift_level": .text(rows.map { $0.level?.rawValue }),
            "reference_period": .text(rows.map(\.referencePeriod)),
            "current_period": .text(rows.map(\.currentPeriod)),
            "reference_count": .integers(rows.map(\.referenceCount)),
            "current_count": .integers(rows.map(\.currentCount)),
            "reference_null_share": .doubles(rows.map(\.referenceNullShare)),
            "current_null_share": .doubles(rows.map(\.currentNullShare)),
        ])
}
