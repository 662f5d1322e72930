import Cubes
import Statistics

/// The accidents of each hour of the week (Monday 00 comes first) of a state, or of the country: over the whole span, over its last
/// twelve complete months and over the twelve before.
struct HourlyWeek {
    /// How many accidents in each hour of the week, and the sum of their severities.
    private var counts = [Int64](repeating: 0, count: 168)
    private var scores = [Int64](repeating: 0, count: 168)
    private var latest = [Int64](repeating: 0, count: 168)
    private var before = [Int64](repeating: 0, count: 168)
    /// The last 24 complete months; empty when there are fewer.
    private let months: [CalendarMonth]

    init(_ series: DailySeries) {
        let complete = series.completeMonths()
        months = complete.count >= 24 ? complete.suffix(24) : []
    }

    private mutating func add(_ severities: SeverityCounts, hour: Int, month: Int) {
        counts[hour] += severities.accidents
        scores[hour] += severities.score
        guard let first = months.first?.number, month >= first, month < first + 24 else { return }
        if month < first + 12 { before[hour] += severities.accidents } else { latest[hour] += severities.accidents }
    }

    /// A week for each of `series`, whose last is the country's, from a cube by state, month, weekday and hour.
    static func all(_ cube: Cube, _ series: [DailySeries]) throws -> [HourlyWeek] {
        let states = try cube.required(.state)
        let months = try cube.required(.month)
        let weekdays = try cube.required(.weekday)
        let hours = try cube.required(.hour)
        let severities = try SeverityColumns(cube)
        var weeks = series.map { HourlyWeek($0) }
        let numbers = Dictionary(uniqueKeysWithValues: series.dropLast().enumerated().map { ($0.element.state, $0.offset) })
        let weekOfState = cube.dictionary(.state).map { numbers[$0] }
        for cell in states.indices {
            guard let week = weekOfState[Int(states[cell])] else { continue }
            let hour = (Int(weekdays[cell]) - 1) * 24 + Int(hours[cell])
            weeks[week].add(severities[cell], hour: hour, month: Int(months[cell]))
            weeks[weeks.count - 1].add(severities[cell], hour: hour, month: Int(months[cell]))
        }
        return weeks
    }

    /// The rows `HH` and `D-HH` with an accident, in byte order of their period values.
    func rows(_ series: DailySeries) -> [TemporalKPI] {
        let all = (0..<24).map { row(series, value: HourlyWeek.twoDigits($0), hours: Array(stride(from: $0, to: 168, by: 24))) }
        let byWeekday = (0..<168).map { row(series, value: "\($0 / 24 + 1)-\(HourlyWeek.twoDigits($0 % 24))", hours: [$0]) }
        return (all + byWeekday).compactMap(\.self).sorted { $0.periodValue < $1.periodValue }
    }

    private func row(_ series: DailySeries, value: String, hours: [Int]) -> TemporalKPI? {
        let accidents = HourlyWeek.sum(counts, hours)
        guard accidents > 0 else { return nil }
        return TemporalKPI(
            periodType: .hourly, periodValue: value, state: series.state, accidentCount: accidents,
            severityAvg: Double(HourlyWeek.sum(scores, hours)) / Double(accidents), trendDirection: trend(hours),
            seasonalFactor: Double(accidents) / (Double(counts.reduce(0, +)) * Double(hours.count) / 168),
            dailyAverage: Double(accidents) / HourlyWeek.days(series.span, hours), isPartial: false)
    }

    /// The last twelve complete months against the twelve before: a change when p < 0.05 and the rate moved by more than 5 %.
    private func trend(_ hours: [Int]) -> TemporalKPI.Trend? {
        guard let first = months.first, let last = months.last else { return nil }
        let boundary = months[12].firstDay
        let comparison = PoissonRateComparison(
            HourlyWeek.sum(latest, hours), over: HourlyWeek.days(boundary..<last.days.upperBound, hours), with: HourlyWeek.sum(before, hours),
            over: HourlyWeek.days(first.firstDay..<boundary, hours))
        guard let comparison else { return nil }
        // Without an accident before, any is a rise.
        let ratio = comparison.rateRatio ?? .infinity
        guard comparison.pValue < 0.05, ratio < 0.95 || ratio > 1.05 else { return .stable }
        return ratio > 1 ? .up : .down
    }

    /// How many of `days` fall on the weekdays of `hours`.
    private static func days(_ days: Range<Int>, _ hours: [Int]) -> Double {
        let weekdays = DailySeries.weekdayCounts(days)
        return Double(hours.reduce(0) { $0 + weekdays[$1 / 24] })
    }

    private static func sum(_ values: [Int64], _ hours: [Int]) -> Int64 { hours.reduce(0) { $0 + values[$1] } }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
