import Accidents

/// A month of the calendar, counted as year × 12 + month − 1, as cubes count it.
struct CalendarMonth: Hashable, Comparable, Sendable {
    var number: Int

    /// The month that holds `day`, counted in days since 1970-01-01.
    init(holding day: Int) {
        let date = CivilDate(days: day)
        number = date.year * 12 + date.month - 1
    }

    init(number: Int) { self.number = number }

    var year: Int { number / 12 }
    var firstDay: Int { CivilDate.days(year: year, month: number % 12 + 1, day: 1) }
    var next: CalendarMonth { CalendarMonth(number: number + 1) }
    /// Its days, counted since 1970-01-01.
    var days: Range<Int> { firstDay..<next.firstDay }

    static func < (left: CalendarMonth, right: CalendarMonth) -> Bool { left.number < right.number }
}
