import Accidents
import Statistics

extension DailySeries {
    /// One row per day with an accident.
    ///
    /// Trend: Mann–Kendall over the 28 days that end there (at least 14), each count divided by its weekday's factor, unless that is 0.
    func dailyRows() -> [TemporalKPI] {
        let factors = weekdayFactors()
        let factorOfDay = span.map { factors[CivilDate.isoWeekday(days: $0) - 1] ?? 0 }
        let adjusted = zip(counts, factorOfDay).map { $1 > 0 ? Double($0) / $1 : Double($0) }
        return counts.indices.filter { counts[$0] > 0 }.map { index in
            let window = adjusted[max(0, index - 27)...index]
            return TemporalKPI(
                periodType: .daily, periodValue: CivilDate(days: span.lowerBound + index).description, state: state,
                accidentCount: counts[index], severityAvg: Double(scores[index]) / Double(counts[index]),
                trendDirection: window.count < 14 ? nil : MannKendall(Array(window)).map(TemporalKPI.Trend.init),
                seasonalFactor: factorOfDay[index], dailyAverage: Double(counts[index]), isPartial: false)
        }
    }
}
