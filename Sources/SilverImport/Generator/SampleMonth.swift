import Accidents
import Silver

/// What the rows of one month of a sample have in common.
struct SampleMonth: Sendable {
    let partition: Month
    /// Share of all rows.
    let share: Double
    /// Position in ``SampleShape/years``.
    let yearIndex: Int
    /// Whether it is April 2019 or later, when the feed renamed weather conditions and winds.
    let isLate: Bool
    /// The month's first day, in days since 1970-01-01, and counted from 1 January.
    let firstDay: Int
    let firstDayOfYear: Int
    let days: AliasTable
    let isWeekend: [Bool]
    let isDaylightSaving: [Bool]
    let source: AliasTable
    /// Share of Source1's rows whose times are written with fractional seconds.
    let fractionalShare: Double
    /// Normal score of the temperature, by hour.
    let warmth: [Double]

    /// All months of the shape, in calendar order.
    static func all(_ shape: SampleShape, sources: [String]) throws -> [SampleMonth] {
        try shape.months.sorted { $0.key < $1.key }.map { key, share in
            let parts = key.split(separator: "-").compactMap { Int($0) }
            guard parts.count == 2, let yearIndex = shape.years.firstIndex(of: parts[0]) else {
                throw SampleShape.missing("the year of month \(key)")
            }
            return SampleMonth(shape, year: parts[0], month: parts[1], share: share, yearIndex: yearIndex, sources: sources)
        }
    }

    private init(_ shape: SampleShape, year: Int, month: Int, share: Double, yearIndex: Int, sources: [String]) {
        partition = Month(year: year, month: month)
        self.share = share
        self.yearIndex = yearIndex
        isLate = (year, month) >= (2019, 4)
        let first = CivilDate.days(year: year, month: month, day: 1)
        firstDay = first
        firstDayOfYear = first - CivilDate.days(year: year, month: 1, day: 1)
        let all = 0..<CivilDate.daysInMonth(year: year, month: month)
        let weekdays = all.map { CivilDate.sparkWeekday(days: first + $0) }
        // The published data begin on 8 February 2016.
        days = AliasTable(all.map { (year, month) == (2016, 2) && $0 < 7 ? 0 : shape.weekdays[weekdays[$0] - 1] })
        isWeekend = weekdays.map { CivilDate.isWeekend(sparkWeekday: $0) }
        isDaylightSaving = all.map { Self.isDaylightSaving(first + $0, year: year) }
        source = AliasTable(sources.map { shape.sources[$0]?[yearIndex] ?? 0 })
        fractionalShare = shape.fractionalSeconds[yearIndex]
        warmth = shape.warmth.hours.map { $0 + shape.warmth.months[month - 1] }
    }

    /// From the second Sunday of March to the first of November: the rule in the United States since 2007.
    private static func isDaylightSaving(_ day: Int, year: Int) -> Bool {
        func sunday(onOrAfter day: Int) -> Int { day + 7 - CivilDate.isoWeekday(days: day) }
        let start = sunday(onOrAfter: CivilDate.days(year: year, month: 3, day: 8))
        return day >= start && day < sunday(onOrAfter: CivilDate.days(year: year, month: 11, day: 1))
    }
}
