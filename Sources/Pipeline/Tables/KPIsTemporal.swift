import Accidents
import Cubes
import Gold
import KPIs

extension TableDerivation {
    /// `kpis_temporal`.
    static let kpisTemporal = TableDerivation(.kpisTemporal) { input in
        let rows = try TemporalKPI.derive(daily: input.cubes[.daily], hourly: input.cubes[.hourly])
        return DerivedTable(try batch(rows, lastUpdated: input.lastUpdated), levels: levels(rows, input.levels))
    }

    /// Each kind of period, in the country and over the states.
    private static func levels(_ rows: [TemporalKPI], _ levels: LevelFindings) -> [QualityFinding] {
        var counted: [String: Int64] = [:]
        for kind in ["hour", "hour_of_week", "daily", "monthly", "yearly"] {
            for place in ["country", "state"] { counted["\(place)_\(kind)"] = 0 }
        }
        for row in rows {
            let place = row.state == Country.code ? "country" : "state"
            let hour = row.periodValue.utf8.count == 2 ? "hour" : "hour_of_week"
            counted["\(place)_\(row.periodType == .hourly ? hour : row.periodType.rawValue)", default: 0] += row.accidentCount
        }
        return counted.map { levels.total(.kpisTemporal, $0.key, [$0.value]) }
    }
}

/// Makes rows of `kpis_temporal`; the id is left to the store, as in all functions beside it.
private func batch(_ rows: [TemporalKPI], lastUpdated: Int64) throws(GoldError) -> RowBatch {
    try RowBatch(
        for: .kpisTemporal,
        [
            "period_type": .labels(rows.map { $0.periodType.rawValue }),
            "period_value": .text(rows.map(\.periodValue)),
            "state": .labels(rows.map(\.state)),
            "accident_count": .integers(rows.map(\.accidentCount)),
            "severity_avg": .doubles(rows.map(\.severityAvg)),
            "trend_direction": .labels(rows.map { $0.trendDirection?.rawValue }),
            "seasonal_factor": .doubles(rows.map(\.seasonalFactor)),
            "last_updated": .timestamps(rows.map { _ in lastUpdated }),
            "daily_average": .doubles(rows.map(\.dailyAverage)),
            "is_partial": .integers(rows.map { $0.isPartial ? 1 : 0 }),
        ])
}
