public import Cubes

extension Aggregate {
    /// `agg_daily`: by state and date.
    ///
    /// - Throws: ``KPIError`` with code `cube` when the cube lacks a dimension or the severity histogram, as all below.
    public static func daily(from daily: Cube) throws -> Aggregate {
        try Aggregate(daily, keys: [Column("state", daily.text(.state)), Column("accident_date", .dates(daily.required(.date)))])
    }

    /// `agg_monthly`: by state and month (`YYYY-MM`), with the days of the month inside the state's span.
    public static func monthly(from daily: Cube) throws -> Aggregate {
        let states = try daily.required(.state)
        let dates = try daily.required(.date)
        let severities = try SeverityColumns(daily)
        var (codes, months, counts, days): ([Int32], [CalendarMonth], [SeverityCounts], [Int64]) = ([], [], [], [])
        for cells in states.indices.chunked(by: { states[$0] == states[$1] }) {
            let span = Int(dates[cells.lowerBound])..<Int(dates[cells.upperBound - 1]) + 1
            let first = months.count
            for cell in cells {
                let day = Int(dates[cell])
                if months.count == first || !(months[months.count - 1].days ~= day) {
                    codes.append(states[cell])
                    months.append(CalendarMonth(holding: day))
                    counts.append(SeverityCounts())
                    days.append(Int64(months[months.count - 1].days.clamped(to: span).count))
                }
                counts[counts.count - 1] += severities[cell]
            }
        }
        let (texts, names) = numbered(months)
        return Aggregate(
            keys: [
                Column("state", .text(codes: codes, dictionary: daily.dictionary(.state))), Column("month", .text(codes: texts, dictionary: names)),
            ],
            counts, extras: [Column("days", .integers(days))])
    }

    /// `agg_hourly`: by state, ISO weekday and hour, with such weekdays inside the state's span.
    public static func hourly(from hourly: Cube, daily: Cube) throws -> Aggregate {
        let (states, weekdays, hours) = (try hourly.required(.state), try hourly.required(.weekday), try hourly.required(.hour))
        let severities = try SeverityColumns(hourly)
        let names = hourly.dictionary(.state)
        var counts = [SeverityCounts](repeating: SeverityCounts(), count: names.count * 168)
        for cell in states.indices {
            counts[Int(states[cell]) * 168 + (Int(weekdays[cell]) - 1) * 24 + Int(hours[cell])] += severities[cell]
        }
        let spans = Dictionary(try DailySeries.all(daily).map { ($0.state, DailySeries.weekdayCounts($0.span)) }) { first, _ in first }
        let rows = counts.indices.filter { counts[$0].accidents > 0 }
        return Aggregate(
            keys: [
                Column("state", .text(codes: rows.map { Int32($0 / 168) }, dictionary: names)),
                Column("weekday", .integers(rows.map { Int64($0 % 168 / 24) + 1 })),
                Column("hour", .integers(rows.map { Int64($0 % 24) })),
            ],
            rows.map { counts[$0] },
            extras: [Column("days", .integers(rows.map { Int64(spans[names[$0 / 168]]?[$0 % 168 / 24] ?? 0) }))])
    }

    /// Codes into the distinct months as texts, in order.
    private static func numbered(_ months: [CalendarMonth]) -> ([Int32], [String]) {
        guard let first = months.min(), let last = months.max() else { return ([], []) }
        return (months.map { Int32($0.number - first.number) }, (first.number...last.number).map { CalendarMonth(number: $0).description })
    }
}
