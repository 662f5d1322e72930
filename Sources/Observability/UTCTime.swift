import Accidents

/// A moment in the calendar of UTC.
struct UTCTime: CustomStringConvertible {
    let date: CivilDate
    let hour, minute, second, millisecond: Int64

    /// - Parameter nanoseconds: Since 1970-01-01 00:00:00 UTC; fractions of a millisecond are dropped.
    init(nanoseconds: Int64) {
        let milliseconds = Self.floorDivide(nanoseconds, 1_000_000)
        let days = Self.floorDivide(milliseconds, 86_400_000)
        let time = milliseconds - days * 86_400_000
        millisecond = time % 1000
        second = time / 1000 % 60
        minute = time / 60_000 % 60
        hour = time / 3_600_000
        date = CivilDate(days: Int(days))
    }

    /// ISO 8601 with milliseconds: `2026-01-31T09:00:00.000Z`.
    var description: String {
        "\(date)T\(clock).\(Self.padded(millisecond, 3))Z"
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
