import Gold
import KPIs

/// Makes rows of `kpis_infrastructure`.
func kpisInfrastructure(_ rows: [InfrastructureKPI], lastUpdated: Int64) throws(GoldError) -> RowBatch {
    try RowBatch(
        for: .kpisInfrastructure,
        [
            "state": .labels(rows.map(\.state)),
            "infrastructure_type": .labels(rows.map(\.infrastructureType)),
            "equipment_effectiveness": .doubles(rows.map(\.equipmentEffectiveness)),
            "accident_reduction_rate": .doubles(rows.map(\.accidentReductionRate)),
            "safety_improvement_score": .doubles(rows.map(\.safetyImprovementScore)),
            "recommendation": .text(rows.map(\.recommendation)),
            "last_updated": .timestamps(rows.map { _ in lastUpdated }),
            "accidents_with": .integers(rows.map(\.accidentsWith)),
            "severe_with": .integers(rows.map(\.severeWith)),
            "accidents_without": .integers(rows.map(\.accidentsWithout)),
            "severe_without": .integers(rows.map(\.severeWithout)),
            "odds_ratio": .doubles(rows.map(\.oddsRatio)),
            "or_ci_low": .doubles(rows.map(\.orCILow)),
            "or_ci_high": .doubles(rows.map(\.orCIHigh)),
            "p_value": .doubles(rows.map(\.pValue)),
            "q_value": .doubles(rows.map(\.qValue)),
            "heterogeneity_p": .doubles(rows.map(\.heterogeneityP)),
        ])
}
