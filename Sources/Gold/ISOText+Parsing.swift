import Accidents

extension ISOText {
    /// `2021-02-28`; zero bytes for a day outside ``days``.
    public static func date(_ day: Int32) -> String { String(decoding: dates([day]), as: UTF8.self) }

    /// `2021-02-28 23:59:59`; zero bytes for a second of a day outside ``days``.
    public static func timestamp(_ second: Int64) -> String { String(decoding: timestamps([second]), as: UTF8.self) }

    /// The day since 1970-01-01 of a text as ``dates(_:)`` makes it. Nil for any other, and for a date that does not exist.
    package static func day(_ text: String) -> Int32? {
        let bytes = Array(text.utf8)
        guard bytes.count == dateWidth, let fields = numbers(bytes, separatedBy: "--"), fields.count == 3 else { return nil }
        guard CivilDate.isValid(year: fields[0], month: fields[1], day: fields[2]) else { return nil }
        return Int32(CivilDate.days(year: fields[0], month: fields[1], day: fields[2]))
    }

    /// The second since 1970-01-01 00:00:00 UTC of a text as ``timestamps(_:)`` makes it. Nil for any other.
    package static func second(_ text: String) -> Int64? {
        let bytes = Array(text.utf8)
        guard bytes.count == timestampWidth, bytes[10] == UInt8(ascii: " "), let day = day(String(text.prefix(10))) else { return nil }
        guard let fields = numbers(Array(bytes[11...]), separatedBy: "::"), fields[0] < 24, fields[1] < 60, fields[2] < 60 else { return nil }
        return Int64(day) * 86_400 + Int64(fields[0] * 3_600 + fields[1] * 60 + fields[2])
    }

    /// The numbers between `separators`, all of ASCII digits. Nil for anything else.
    private static func numbers(_ bytes: [UInt8], separatedBy separators: String) -> [Int]? {
        var numbers = [0]
        var separators = separators.utf8[...]
        for byte in bytes {
            if byte == separators.first {
                separators.removeFirst()
                numbers.append(0)
            } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
                numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int(byte - UInt8(ascii: "0"))
            } else {
                return nil
            }
        }
        return separators.isEmpty ? numbers : nil
    }
}
