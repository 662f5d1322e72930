import Accidents

/// Dates and times as stores take them: ISO 8601 text in ASCII, a fixed number of bytes per row.
public enum ISOText {
    /// Bytes of a date, `2021-02-28`.
    public static let dateWidth = 10
    /// Bytes of a timestamp, `2021-02-28 23:59:59`.
    public static let timestampWidth = 19
    /// The days since 1970-01-01 that four digits of a year can show: 0000-01-01 … 9999-12-31.
    public static let days: ClosedRange<Int64> = -719_528...2_932_896

    /// ``dateWidth`` bytes per row, end to end. Days outside ``days`` become zero bytes.
    public static func dates(_ values: [Int32]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: values.count * dateWidth) { buffer, count in
            count = values.count * dateWidth
            buffer.update(repeating: 0)
            for (row, day) in values.enumerated() where days.contains(Int64(day)) {
                writeDate(Int64(day), to: UnsafeMutableBufferPointer(rebasing: buffer[(row * dateWidth)...]))
            }
        }
    }

    /// ``timestampWidth`` bytes per row, end to end, UTC. Seconds of a day outside ``days`` become zero bytes.
    public static func timestamps(_ values: [Int64]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: values.count * timestampWidth) { buffer, count in
            count = values.count * timestampWidth
            buffer.update(repeating: 0)
            for (row, second) in values.enumerated() {
                let (day, time) = split(second)
                guard days.contains(day) else { continue }
                let text = UnsafeMutableBufferPointer(rebasing: buffer[(row * timestampWidth)...])
                writeDate(day, to: text)
                text[10] = UInt8(ascii: " ")
                writeTime(time, to: UnsafeMutableBufferPointer(rebasing: text[11...]))
            }
        }
    }

    /// The day since 1970-01-01 that `second` falls on, and its second of that day.
    static func split(_ second: Int64) -> (day: Int64, time: Int64) {
        let (quotient, remainder) = second.quotientAndRemainder(dividingBy: 86_400)
        return remainder < 0 ? (quotient - 1, remainder + 86_400) : (quotient, remainder)
    }

    private static func writeDate(_ day: Int64, to text: UnsafeMutableBufferPointer<UInt8>) {
        let date = CivilDate(days: Int(day))
        writeTwoDigits(date.year / 100, to: text, at: 0)
        writeTwoDigits(date.year % 100, to: text, at: 2)
        text[4] = UInt8(ascii: "-")
        writeTwoDigits(date.month, to: text, at: 5)
        text[7] = UInt8(ascii: "-")
        writeTwoDigits(date.day, to: text, at: 8)
    }

    private static func writeTime(_ second: Int64, to text: UnsafeMutableBufferPointer<UInt8>) {
        writeTwoDigits(second / 3_600, to: text, at: 0)
        text[2] = UInt8(ascii: ":")
        writeTwoDigits(second / 60 % 60, to: text, at: 3)
        text[5] = UInt8(ascii: ":")
        writeTwoDigits(second % 60, to: text, at: 6)
    }

    private static func writeTwoDigits(_ number: some BinaryInteger, to text: UnsafeMutableBufferPointer<UInt8>, at index: Int) {
        text[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10)
        text[index + 1] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10)
    }
}
