import Cubes
import Gold
import KPIs

extension TableDerivation {
    /// `hotspots`.
    static let hotspots = TableDerivation(.hotspots) { input in
        let rows = try HotspotKPI.derive(from: input.cubes[.grid], span: input.span, thresholds: input.thresholds)
        return DerivedTable(try batch(rows, lastUpdated: input.lastUpdated))
    }
}

/// Makes rows of `hotspots`.
private func batch(_ rows: [HotspotKPI], lastUpdated: Int64) throws(GoldError) -> RowBatch {
    try RowBatch(
        for: .hotspots,
        [
            "state": .labels(rows.map(\.state)),
            "city": .text(rows.map(\.city)),
            "latitude": .doubles(rows.map(\.latitude)),
            "longitude": .doubles(rows.map(\.longitude)),
            "accident_count": .integers(rows.map(\.accidentCount)),
            "severity_avg": .doubles(rows.map(\.severityAvg)),
            "danger_score": .doubles(rows.map(\.dangerScore)),
            "radius_miles": .doubles(rows.map(\.radiusMiles)),
            "last_updated": .timestamps(rows.map { _ in lastUpdated }),
            "rank": .integers(rows.map { Int64($0.rank) }),
            "gi_z": .doubles(rows.map(\.giZ)),
            "gi_q": .doubles(rows.map(\.giQ)),
            "years_active": .integers(rows.map { Int64($0.yearsActive) }),
        ])
}
