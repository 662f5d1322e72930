import Statistics

extension DailySeries {
    /// The months wholly inside the span: consecutive, since a span has no gaps.
    func completeMonths() -> [CalendarMonth] { months().filter { isWhole($0.days) } }

    private func months() -> [CalendarMonth] {
        let last = CalendarMonth(holding: span.upperBound - 1)
        return Array(sequence(first: CalendarMonth(holding: span.lowerBound)) { $0 < last ? $0.next : nil })
    }

    /// One row per month with an accident.
    ///
    /// Seasonal factor: ratio of daily averages to their centerd 2×12 moving average, from 24 complete months on. Trend: Mann–Kendall over the
    /// daily averages of the 12 complete months that end there (at least 8), each divided by its factor when that is known and not 0.
    func monthlyRows() -> [TemporalKPI] {
        let complete = completeMonths()
        let averages = complete.map { dailyAverage($0.days) }
        let factors = SeasonalFactors.ratioToMovingAverage(averages)
        func factor(_ month: CalendarMonth) -> Double? {
            guard let factors, let first = complete.first else { return nil }
            return factors[(month.number - first.number + 12) % 12]
        }
        let adjusted = zip(complete, averages).map { month, average in
            factor(month).map { $0 > 0 ? average / $0 : average } ?? average
        }
        return months().compactMap { month in
            let position = complete.first.map { month.number - $0.number }.flatMap { complete.indices.contains($0) ? $0 : nil }
            let window = position.map { adjusted[max(0, $0 - 11)...$0] } ?? []
            return row(
                .monthly, month.description, month.days, trend: window.count < 8 ? nil : MannKendall(Array(window)), factor: factor(month))
        }
    }

    /// One row per year with an accident. Trend: Mann–Kendall over the daily averages of the complete years so far (at least 5).
    func yearlyRows() -> [TemporalKPI] {
        var complete: [Double] = []
        let years = CalendarMonth(holding: span.lowerBound).year...CalendarMonth(holding: span.upperBound - 1).year
        return years.compactMap { year in
            let days = CalendarMonth(number: year * 12).firstDay..<CalendarMonth(number: year * 12 + 12).firstDay
            let isWhole = isWhole(days)
            if isWhole { complete.append(dailyAverage(days)) }
            return row(
                .yearly, CalendarMonth(number: year * 12).yearText, days, trend: isWhole && complete.count >= 5 ? MannKendall(complete) : nil,
                factor: 1)
        }
    }

    private func dailyAverage(_ days: Range<Int>) -> Double {
        let totals = totals(days)
        return Double(totals.accidents) / Double(totals.days)
    }

    private func row(
        _ type: TemporalKPI.PeriodType, _ value: String, _ days: Range<Int>, trend: MannKendall?, factor: Double?
    ) -> TemporalKPI? {
        let totals = totals(days)
        guard totals.accidents > 0 else { return nil }
        return TemporalKPI(
            periodType: type, periodValue: value, state: state, accidentCount: totals.accidents,
            severityAvg: Double(totals.score) / Double(totals.accidents), trendDirection: trend.map(TemporalKPI.Trend.init),
            seasonalFactor: factor, dailyAverage: Double(totals.accidents) / Double(totals.days), isPartial: !isWhole(days))
    }
}

extension CalendarMonth: CustomStringConvertible {
    /// `YYYY-MM`
    var description: String {
        let month = number % 12 + 1
        return "\(yearText)-\(month < 10 ? "0" : "")\(month)"
    }

    /// `YYYY`
    var yearText: String { String(year) }
}
