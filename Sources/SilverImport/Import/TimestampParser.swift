import Accidents
import Silver

/// A wall-clock time: seconds since 1970-01-01 00:00:00 counted as though it were UTC, and nanoseconds.
struct WallClock: Equatable {
    var seconds: Int64
    var nanoseconds: Int32
}

/// Reads the forms in which accidents' times are met.
///
///     2022-12-03 23:37:14    2022-12-03T23:37:14.516000000    2016-02-08T05:46:00.000+08:00    2016-02-08 05:46
///     08/02/2016 00:37       29-07-2019 07:34                 8/2/2016 0:37:12
///
/// A zone suffix is read and left aside: the wall clock is what counts. A date without a time is not read.
enum TimestampParser {
    enum Outcome: Equatable {
        case time(WallClock)
        /// Day and month may be either way round, and no order was given.
        case ambiguous
        case unreadable
    }

    static func parse(_ bytes: UnsafePointer<UInt8>, _ count: Int, order: DateOrder?) -> Outcome {
        if count >= 16, bytes[4] == 45 || bytes[4] == 47, bytes[7] == bytes[4] { return parseYearFirst(bytes, count) }
        return parseYearLast(bytes, count, order)
    }

    private static func parseYearFirst(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Outcome {
        guard let century = twoDigits(bytes), let years = twoDigits(bytes + 2), let month = twoDigits(bytes + 5),
            let day = twoDigits(bytes + 8), bytes[10] == 32 || bytes[10] == 84
        else { return .unreadable }
        return time(year: century * 100 + years, month: month, day: day, bytes + 11, count - 11)
    }

    /// `D/M/YYYY H:MM` with one or two digits, separated by `/`, `-` or `.`.
    private static func parseYearLast(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ order: DateOrder?) -> Outcome {
        guard let date = shortDate(bytes, count) else { return .unreadable }
        guard let order else { return .ambiguous }
        let (day, month) = order == .dayFirst ? (date.first, date.second) : (date.second, date.first)
        return time(year: date.year, month: month, day: day, bytes + date.length, count - date.length)
    }

    /// The numbers of a date that does not begin with its year, and its length with the blank behind it.
    static func shortDate(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> (first: Int, second: Int, year: Int, length: Int)? {
        var index = 0
        guard let first = number(bytes, count, &index), index < count, isSeparator(bytes[index]) else { return nil }
        let separator = bytes[index]
        index += 1
        guard let second = number(bytes, count, &index), index + 5 < count, bytes[index] == separator,
            let century = twoDigits(bytes + index + 1), let years = twoDigits(bytes + index + 3)
        else { return nil }
        index += 5
        guard bytes[index] == 32 || bytes[index] == 84 else { return nil }
        return (first, second, century * 100 + years, index + 1)
    }

    private static func isSeparator(_ byte: UInt8) -> Bool { byte == 45 || byte == 47 || byte == 46 }

    /// `H:MM`, then optional seconds, fraction and zone.
    private static func time(year: Int, month: Int, day: Int, _ bytes: UnsafePointer<UInt8>, _ count: Int) -> Outcome {
        var index = 0
        guard CivilDate.isValid(year: year, month: month, day: day), let hour = number(bytes, count, &index), hour < 24,
            index + 2 < count, bytes[index] == 58, let minute = twoDigits(bytes + index + 1), minute < 60
        else { return .unreadable }
        index += 3
        var second = 0, nanoseconds: Int32 = 0
        if index + 2 < count, bytes[index] == 58 {
            guard let value = twoDigits(bytes + index + 1), value < 60 else { return .unreadable }
            second = value
            index += 3
            if index < count, bytes[index] == 46 || bytes[index] == 44 { nanoseconds = fraction(bytes, count, &index) }
        }
        guard index == count || isZone(bytes + index, count - index) else { return .unreadable }
        let seconds = CivilDate.days(year: year, month: month, day: day) * 86_400 + hour * 3_600 + minute * 60 + second
        return .time(WallClock(seconds: Int64(seconds), nanoseconds: nanoseconds))
    }

    /// Digits behind the point as nanoseconds; those beyond the ninth are cut.
    private static func fraction(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ index: inout Int) -> Int32 {
        var value: Int32 = 0, digits = 0
        index += 1
        while index < count, bytes[index] &- 48 < 10 {
            if digits < 9 { value = value * 10 + Int32(bytes[index] - 48) }
            digits += 1
            index += 1
        }
        while digits < 9 {
            value *= 10
            digits += 1
        }
        return value
    }

    /// `Z`, `+08`, `+0800`, `+08:00`, `EST`, `America/New_York`, with a blank before it or not; `[America/New_York]`, alone or behind these.
    private static func isZone(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        if bytes[0] == 32 { return count > 1 && isZone(bytes + 1, count - 1) }
        if bytes[count - 1] == 93, let open = (0..<count).first(where: { bytes[$0] == 91 }) {
            return isZoneName(bytes + open + 1, count - open - 2) && (open == 0 || isZone(bytes, open))
        }
        if count == 1 { return bytes[0] == 90 }
        guard bytes[0] == 43 || bytes[0] == 45 else { return isZoneName(bytes, count) }
        guard count >= 3, twoDigits(bytes + 1) != nil else { return false }
        switch count {
        case 3: return true
        case 5: return twoDigits(bytes + 3) != nil
        case 6: return bytes[3] == 58 && twoDigits(bytes + 4) != nil
        default: return false
        }
    }

    /// An abbreviation of three to five capitals, which AM and PM are not, or an area and a place as in the tz database.
    private static func isZoneName(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard count >= 3 else { return false }
        let name = UnsafeBufferPointer(start: bytes, count: count)
        func isCapital(_ byte: UInt8) -> Bool { byte &- 65 < 26 }
        if count <= 5, name.allSatisfy(isCapital) { return true }
        let isWord = name.allSatisfy { ($0 | 32) &- 97 < 26 || $0 &- 48 < 10 || $0 == 43 || $0 == 45 || $0 == 47 || $0 == 95 }
        return isCapital(name[0]) && isWord && name.contains(47)
    }

    @inline(__always)
    private static func twoDigits(_ bytes: UnsafePointer<UInt8>) -> Int? {
        let tens = bytes[0] &- 48, ones = bytes[1] &- 48
        return tens < 10 && ones < 10 ? Int(tens) * 10 + Int(ones) : nil
    }

    /// One or two digits.
    private static func number(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ index: inout Int) -> Int? {
        guard index < count, bytes[index] &- 48 < 10 else { return nil }
        var value = Int(bytes[index] - 48)
        index += 1
        if index < count, bytes[index] &- 48 < 10 {
            value = value * 10 + Int(bytes[index] - 48)
            index += 1
        }
        return value
    }
}
