import Gold
import KPIs

extension TableDerivation {
    /// `data_drift`.
    static let dataDrift = TableDerivation(.dataDrift) { DerivedTable(try batch($0.drift)) }
}

/// Makes rows of `data_drift`.
private func batch(_ rows: [FeatureDrift]) throws(GoldError) -> RowBatch {
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
