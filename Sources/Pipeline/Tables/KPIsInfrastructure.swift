import Accidents
import Cubes
import Gold
import KPIs

extension TableDerivation {
    /// `kpis_infrastructure`.
    static let kpisInfrastructure = TableDerivation(.kpisInfrastructure) { input in
        let cube = try input.cubes[.equipment]
        let rows = try InfrastructureKPI.derive(from: cube, thresholds: input.thresholds)
        return DerivedTable(
            try batch(rows, lastUpdated: input.lastUpdated),
            levels: levels(rows, input.levels, unknown: try InfrastructureType.unknownAccidents(in: cube)))
    }

    /// With and without each equipment, all types together, in the country and over the states.
    private static func levels(_ rows: [InfrastructureKPI], _ levels: LevelFindings, unknown: Int64) -> [QualityFinding] {
        ["country", "state"].map { level in
            let rows = rows.filter { ($0.state == Country.code) == (level == "country") }
            return levels.equipment(.kpisInfrastructure, level, rows.map { $0.accidentsWith + $0.accidentsWithout }, unknown: unknown)
        }
    }
}

/// Makes rows of `kpis_infrastructure`.
private func batch(_ rows: [InfrastructureKPI], lastUpdated: Int64) throws(GoldError) -> RowBatch {
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
