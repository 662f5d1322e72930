import Gold
import KPIs

/// Makes rows of `ml_model_performance`.
func mlModelPerformance(_ rows: [ModelKPI], lastUpdated: Int64) -> RowBatch {
    RowBatch([
        .text(rows.map(\.modelName)),
        .text(rows.map(\.modelVersion)),
        .doubles(rows.map(\.accuracy)),
        .doubles(rows.map(\.precisionScore)),
        .doubles(rows.map(\.recallScore)),
        .doubles(rows.map(\.f1Score)),
        .text(rows.map(\.featureImportance)),
        .timestamps(rows.map(\.trainingDate)),
        .timestamps(rows.map { _ in lastUpdated }),
        .integers(rows.map(\.evaluatedCount)),
        .doubles(rows.map(\.baselineAccuracy)),
        .doubles(rows.map(\.balancedAccuracy)),
        .text(rows.map(\.perClass)),
        .text(rows.map(\.drift)),
        .integers(rows.map { $0.driftDetected.map { $0 ? 1 : 0 } }),
        .integers(rows.map { $0.retrainRecommended ? 1 : 0 }),
        .text(rows.map(\.recommendation)),
    ])
}

/// Makes rows of `data_drift`.
func dataDrift(_ rows: [FeatureDrift]) -> RowBatch {
    RowBatch([
        .text(rows.map(\.feature)),
        .doubles(rows.map(\.populationStabilityIndex)),
        .doubles(rows.map(\.jensenShannonDistance)),
        .text(rows.map { $0.level?.rawValue }),
        .text(rows.map(\.referencePeriod)),
        .text(rows.map(\.currentPeriod)),
        .integers(rows.map(\.referenceCount)),
        .integers(rows.map(\.currentCount)),
        .doubles(rows.map(\.referenceNullShare)),
        .doubles(rows.map(\.currentNullShare)),
    ])
}
