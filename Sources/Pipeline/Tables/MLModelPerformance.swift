import Gold
import KPIs

extension TableDerivation {
    /// `ml_model_performance`.
    static let mlModelPerformance = TableDerivation(.mlModelPerformance) { input in
        let rows = ModelKPI.derive(confusion: input.models.confusion, models: input.models.descriptions, drift: input.drift)
        return DerivedTable(try batch(rows, lastUpdated: input.lastUpdated))
    }
}

/// Makes rows of `ml_model_performance`.
private func batch(_ rows: [ModelKPI], lastUpdated: Int64) throws(GoldError) -> RowBatch {
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
