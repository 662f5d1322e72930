/// A moment in the calendar of UTC.
struct UTCTime: CustomStringConvertible {
    let year, month, day, hour, minute, second, millisecond: Int64

    /// - Parameter nanoseconds: Since 1970-01-01 00:00:00 UTC; fractions of a millisecond are dropped.
    init(nanoseconds: Int64) {
        let milliseconds = Self.floorDivide(nanoseconds, 1_000_000)
        let days = Self.floorDivide(milliseconds, 86_400_000)
        let time = milliseconds - days * 86_400_000
        millisecond = time % 1000
        second = time / 1000 % 60
        minute = time / 60_000 % 60
        hour = time / 3_600_000
        // Days are counted from 0000-03-01, so that leap days end a year; an era is the Gregorian cycle of 400 years.
        let shifted = days + 719_468
        let era = Self.floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// ISO 8601 with milliseconds: `2026-01-31T09:00:00.000Z`.
    var description: String {
        "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))T\(clock).\(Self.padded(millisecond, 3))Z"
    }

    /// `09:00:00`.
    var clock: String { "\(Self.padded(hour, 2)):\(Self.padded(minute, 2)):\(Self.padded(second, 2))" }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func floorDivide(_ number: Int64, _ divisor: Int64) -> Int64 {
        let quotient = number / divisor
        return number % divisor < 0 ? quotient - 1 : quotient
    }
}
