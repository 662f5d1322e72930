public import Cubes

extension TemporalKPI {
    /// The rows of `kpis_temporal`, ordered by period type, state ("US" in its alphabetical place) and period value.
    ///
    /// Only periods with an accident have a row; days without one inside a state's span count as zero in every statistic.
    /// A state's span is from its own first to its own last accident.
    ///
    /// - Throws: ``KPIError`` with code `cube` when a cube lacks a dimension or the severity histogram.
    public static func derive(daily: Cube, hourly: Cube) throws -> [TemporalKPI] {
        let series = try DailySeries.all(daily)
        let weeks = try HourlyWeek.all(hourly, series)
        let order = series.indices.sorted { series[$0].state < series[$1].state }
        return order.flatMap { weeks[$0].rows(series[$0]) } + order.flatMap { series[$0].dailyRows() } + order.flatMap { series[$0].monthlyRows() }
            + order.flatMap { series[$0].yearlyRows() }
    }
}
