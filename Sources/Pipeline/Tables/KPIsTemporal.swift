import Gold
import KPIs

/// Makes rows of `kpis_temporal`; the id is left to the store, as in all functions beside it.
func kpisTemporal(_ rows: [TemporalKPI], lastUpdated: Int64) throws(GoldError) -> RowBatch {
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

extension RowBatch.Column {
    /// A column of few distinct texts; nil is null.
    static func labels(_ values: [String?]) -> Self {
        var dictionary: [String] = []
        var codes: [String: Int32] = [:]
        let coded = values.map { value -> Int32 in
            guard let value else { return -1 }
            if let code = codes[value] { return code }
            codes[value] = Int32(dictionary.count)
            dictionary.append(value)
            return Int32(dictionary.count - 1)
        }
        return Self(.dictionary(codes: coded, dictionary: dictionary), present: coded.contains(-1) ? coded.map { $0 < 0 ? 0 : 1 } : nil)
    }
}
