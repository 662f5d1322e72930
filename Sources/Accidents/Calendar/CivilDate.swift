/// A date of the proleptic Gregorian calendar.
public struct CivilDate: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The year; years before year 1 are 0 and negative.
    public var year: Int
    /// 1…12.
    public var month: Int
    /// 1…31.
    public var day: Int

    /// Makes a date, which is not checked.
    public init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// The date that lies `days` days after 1970-01-01.
    ///
    /// Years are counted from 1 March, so that a leap day is the last day of its year; 400 years have 146,097 days.
    public init(days: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1970-01-01; negative before.
    public var days: Int { Self.days(year: year, month: month, day: day) }

    /// Days from 1970-01-01 to a date, for hot loops. The date is not checked.
    public static func days(year: Int, month: Int, day: Int) -> Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Days in a month of a year.
    public static func daysInMonth(year: Int, month: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Whether such a date exists.
    public static func isValid(year: Int, month: Int, day: Int) -> Bool {
        month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year: year, month: month)
    }

    /// ISO weekday of a day since 1970-01-01: 1 = Monday … 7 = Sunday.
    public static func isoWeekday(days: Int) -> Int {
        let fromMonday = (days + 3) % 7
        return (fromMonday < 0 ? fromMonday + 7 : fromMonday) + 1
    }

    /// Spark's `dayofweek`, the column `accident_day_of_week`: 1 = Sunday … 7 = Saturday.
    public static func sparkWeekday(days: Int) -> Int { isoWeekday(days: days) % 7 + 1 }

    /// The Spark weekdays of Sunday and Saturday.
    static let weekend = (1...7).filter { isWeekend(sparkWeekday: $0) }

    /// Whether a Spark weekday is Saturday or Sunday.
    public static func isWeekend(sparkWeekday: Int) -> Bool { sparkWeekday == 1 || sparkWeekday == 7 }

    /// The hours of the morning and the evening rush.
    static let rushHours = (0..<24).filter { isRushHour($0) }

    /// Whether an hour 0…23 lies in the rush.
    public static func isRushHour(_ hour: Int) -> Bool { (hour >= 7 && hour < 9) || (hour >= 17 && hour < 19) }

    /// `YYYY-MM-DD`.
    public var description: String {
        func padded(_ value: Int, _ width: Int) -> String {
            let digits = String(abs(value))
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return (year < 0 ? "-" : "") + padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
    }

    /// The earlier date is the lesser.
    public static func < (a: Self, b: Self) -> Bool { (a.year, a.month, a.day) < (b.year, b.month, b.day) }
}
