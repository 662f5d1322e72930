import Gold
import KPIs

/// Makes rows of `hotspots`.
func hotspots(_ rows: [HotspotKPI], lastUpdated: Int64) -> RowBatch {
    RowBatch([
        .labels(rows.map(\.state)),
        .text(rows.map(\.city)),
        .doubles(rows.map(\.latitude)),
        .doubles(rows.map(\.longitude)),
        .integers(rows.map(\.accidentCount)),
        .doubles(rows.map(\.severityAvg)),
        .doubles(rows.map(\.dangerScore)),
        .doubles(rows.map(\.radiusMiles)),
        .timestamps(rows.map { _ in lastUpdated }),
        .integers(rows.map { Int64($0.rank) }),
        .doubles(rows.map(\.giZ)),
        .doubles(rows.map(\.giQ)),
        .integers(rows.map { Int64($0.yearsActive) }),
    ])
}
