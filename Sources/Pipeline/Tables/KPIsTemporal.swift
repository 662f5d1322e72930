import Gold
import KPIs

/// Makes rows of `kpis_temporal` in the order of the table's columns, the id left to the store, as all functions beside it.
func kpisTemporal(_ rows: [TemporalKPI], lastUpdated: Int64) -> RowBatch {
    RowBatch([
        .labels(rows.map { $0.periodType.rawValue }),
        .text(rows.map(\.periodValue)),
        .labels(rows.map(\.state)),
        .integers(rows.map(\.accidentCount)),
        .doubles(rows.map(\.severityAvg)),
        .labels(rows.map { $0.trendDirection?.rawValue }),
        .doubles(rows.map(\.seasonalFactor)),
        .timestamps(rows.map { _ in lastUpdated }),
        .doubles(rows.map(\.dailyAverage)),
        .integers(rows.map { $0.isPartial ? 1 : 0 }),
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
