import Gold
import KPIs

/// Makes rows of `kpis_infrastructure`.
func kpisInfrastructure(_ rows: [InfrastructureKPI], lastUpdated: Int64) -> RowBatch {
    RowBatch([
        .labels(rows.map(\.state)),
        .labels(rows.map(\.infrastructureType)),
        .doubles(rows.map(\.equipmentEffectiveness)),
        .doubles(rows.map(\.accidentReductionRate)),
        .doubles(rows.map(\.safetyImprovementScore)),
        .text(rows.map(\.recommendation)),
        .timestamps(rows.map { _ in lastUpdated }),
        .integers(rows.map(\.accidentsWith)),
        .integers(rows.map(\.severeWith)),
        .integers(rows.map(\.accidentsWithout)),
        .integers(rows.map(\.severeWithout)),
        .doubles(rows.map(\.oddsRatio)),
        .doubles(rows.map(\.orCILow)),
        .doubles(rows.map(\.orCIHigh)),
        .doubles(rows.map(\.pValue)),
        .doubles(rows.map(\.qValue)),
        .doubles(rows.map(\.heterogeneityP)),
    ])
}
