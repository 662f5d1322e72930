import Accidents

extension ISOText {
    /// `2021-02-28`; zero bytes for a day outside ``days``.
    public static func date(_ day: Int32) -> String { String(decoding: dates([day]), as: UTF8.self) }

    /// `2021-02-28 23:59:59`; zero bytes for a second of a day outside ``days``.
    public static func timestamp(_ second: Int64) -> String { String(decoding: timestamps([second]), as: UTF8.self) }

    /// The day since 1970-01-01 of a text as ``dates(_:)`` makes it. Nil for any other, and for a date that does not exist.
    package static func day(_ text: String) -> Int32? { numbers(text, like: "0000-00-00").flatMap(day) }

    /// The second since 1970-01-01 00:00:00 UTC of a text as ``timestamps(_:)`` makes it. Nil for any other.
    package static func second(_ text: String) -> Int64? {
        guard let fields = numbers(text, like: "0000-00-00 00:00:00"), let day = day(Array(fields[..<3])) else { return nil }
        guard fields[3] < 24, fields[4] < 60, fields[5] < 60 else { return nil }
        return Int64(day) * 86_400 + Int64(fields[3] * 3_600 + fields[4] * 60 + fields[5])
    }

    /// The day of year, month and day. Nil where there is none.
    private static func day(_ fields: [Int]) -> Int32? {
        guard CivilDate.isValid(year: fields[0], month: fields[1], day: fields[2]) else { return nil }
        return Int32(CivilDate.days(year: fields[0], month: fields[1], day: fields[2]))
    }

    /// The numbers in a text that has an ASCII digit wherever `pattern` has a 0, and is the same elsewhere. Nil for any other.
    private static func numbers(_ text: String, like pattern: String) -> [Int]? {
        guard text.utf8.count == pattern.utf8.count else { return nil }
        var numbers = [0]
        for (byte, mark) in zip(text.utf8, pattern.utf8) {
            if mark != UInt8(ascii: "0") {
                guard byte == mark else { return nil }
                numbers.append(0)
            } else {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int(byte - UInt8(ascii: "0"))
            }
        }
        return numbers
    }
}
