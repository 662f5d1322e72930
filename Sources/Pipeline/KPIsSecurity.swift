import Gold
import KPIs

/// Makes rows of `kpis_security` in the order of the table's columns, the id left to the store.
func kpisSecurity(_ rows: [SecurityKPI], lastUpdated: Int64) -> RowBatch {
    RowBatch([
        .text(rows.map(\.state)),
        .text(rows.map(\.city)),
        .doubles(rows.map(\.accidentRatePer100k)),
        .doubles(rows.map(\.dangerIndex)),
        .text(rows.map(\.severityDistribution)),
        .integers(rows.map { $0.hotspotRank.map(Int64.init) }),
        .timestamps(rows.map { _ in lastUpdated }),
        .integers(rows.map(\.accidentCount)),
        .integers(rows.map(\.population)),
        .doubles(rows.map(\.rateCILow)),
        .doubles(rows.map(\.rateCIHigh)),
        .doubles(rows.map(\.rateEB)),
        .doubles(rows.map(\.severeShare)),
        .doubles(rows.map(\.severeShareCILow)),
        .doubles(rows.map(\.severeShareCIHigh)),
        .doubles(rows.map(\.dangerIndexRaw)),
    ])
}
