/// Dates and times as text, in the proleptic Gregorian calendar.
public enum CivilTime {
    /// Year, month and day of a number of days since 1970-01-01.
    public static func date(_ days: Int64) -> (year: Int64, month: Int, day: Int) {
        // Counted from 0000-03-01, so that the leap day ends a year of a 400-year era. Far beyond all dates, days are cut off.
        let shifted = min(max(days, -1 << 40), 1 << 40) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = Int(dayOfYear - (153 * month + 2) / 5 + 1)
        return (yearOfEra + era * 400 + (month >= 10 ? 1 : 0), Int(month < 10 ? month + 3 : month - 9), day)
    }

    /// `2016-02-08`.
    public static func dateText(_ days: Int64) -> String {
        let (year, month, day) = date(days)
        return "\(padded(year, 4))-\(padded(Int64(month), 2))-\(padded(Int64(day), 2))"
    }

    /// `2016-02-08 05:46:00.0`: the fraction without trailing zeroes, at least one digit.
    public static func text(_ seconds: Int64, nanoseconds: Int32) -> String {
        var days = seconds / 86_400
        var second = seconds % 86_400
        if second < 0 {
            days -= 1
            second += 86_400
        }
        var fraction = padded(Int64(nanoseconds), 9)
        while fraction.count > 1, fraction.hasSuffix("0") { fraction.removeLast() }
        return "\(dateText(days)) \(padded(second / 3_600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2)).\(fraction)"
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number.magnitude)
        return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
