import Gold
import KPIs

/// Makes rows of `kpis_security`; the id is left to the store.
func kpisSecurity(_ rows: [SecurityKPI], lastUpdated: Int64) throws(GoldError) -> RowBatch {
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
