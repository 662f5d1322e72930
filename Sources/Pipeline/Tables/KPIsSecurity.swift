import Accidents
import Cubes
import Gold
import KPIs

extension TableDerivation {
    /// `kpis_security`.
    static let kpisSecurity = TableDerivation(.kpisSecurity) { input in
        let cube = try input.cubes[.city]
        let rows = try SecurityKPI.derive(from: cube, span: input.span, population: .bundled(), thresholds: input.thresholds)
        var table = DerivedTable(
            try batch(rows, lastUpdated: input.lastUpdated), levels: levels(rows, input.levels, unknown: cube.accidents(without: .city)))
        table.populationShare = SecurityKPI.populationCoverage(rows)
        return table
    }

    /// The country, the states and the cities.
    private static func levels(_ rows: [SecurityKPI], _ levels: LevelFindings, unknown: Int64) -> [QualityFinding] {
        let (states, cities) = (rows.filter { $0.city == nil }, rows.filter { $0.city != nil })
        return [
            levels.total(.kpisSecurity, "country", states.filter { $0.state == Country.code }.map(\.accidentCount)),
            levels.total(.kpisSecurity, "state", states.filter { $0.state != Country.code }.map(\.accidentCount)),
            levels.total(.kpisSecurity, "city", cities.map(\.accidentCount), withoutKey: unknown),
        ]
    }
}

/// Makes rows of `kpis_security`; the id is left to the store.
private func batch(_ rows: [SecurityKPI], lastUpdated: Int64) throws(GoldError) -> RowBatch {
    try RowBatch(
        for: .kpisSecurity,
        [
            "state": .text(rows.map(\.state)),
            "city": .text(rows.map(\.city)),
            "accident_rate_per_100k": .doubles(rows.map(\.accidentRatePer100k)),
            "danger_index": .doubles(rows.map(\.dangerIndex)),
            "severity_distribution": .text(rows.map(\.severityDistribution)),
            "hotspot_rank": .integers(rows.map { $0.hotspotRank.map(Int64.init) }),
            "last_updated": .timestamps(rows.map { _ in lastUpdated }),
            "accident_count": .integers(rows.map(\.accidentCount)),
            "population": .integers(rows.map(\.population)),
            "rate_ci_low": .doubles(rows.map(\.rateCILow)),
            "rate_ci_high": .doubles(rows.map(\.rateCIHigh)),
            "rate_eb": .doubles(rows.map(\.rateEB)),
            "severe_share": .doubles(rows.map(\.severeShare)),
            "severe_share_ci_low": .doubles(rows.map(\.severeShareCILow)),
            "severe_share_ci_high": .doubles(rows.map(\.severeShareCIHigh)),
            "danger_index_raw": .doubles(rows.map(\.dangerIndexRaw)),
            "danger_level": .labels(rows.map(\.dangerLevel.rawValue)),
        ])
}
