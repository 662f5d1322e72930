import CZlib
import Gold

/// What must come back when the server adds up a column: whole numbers as they are, texts as their CRC-32, dates as the number
/// that their digits make, times as seconds since 1970-01-01, doubles within rounding.
struct ColumnSum: Sendable, Hashable {
    /// The sum of everything but doubles.
    var whole: Int128 = 0
    /// The sum of doubles, and that of their magnitudes, which bounds the rounding.
    var real = 0.0
    var magnitude = 0.0

    static func += (sum: inout ColumnSum, other: ColumnSum) {
        sum.whole += other.whole
        sum.real += other.real
        sum.magnitude += other.magnitude
    }

    /// The server's expression of the same sum over `column`.
    static func expression(_ column: GoldColumn) -> String {
        let name = MySQLSchema.quoted(column.name)
        return switch column.type {
        case .integer, .bigInteger, .boolean, .double: "SUM(\(name))"
        case .date: "SUM(\(name) + 0)"
        case .timestamp: "SUM(UNIX_TIMESTAMP(\(name)))"
        case .varchar, .text, .json, .enumeration: "SUM(CRC32(\(name)))"
        }
    }

    /// The server's answer for `column`; null stands for no value at all.
    init(_ answer: MySQLValue, _ column: GoldColumn) {
        if column.type == .double { real = answer.double ?? 0 } else { whole = answer.text.flatMap { Int128($0) } ?? 0 }
        magnitude = real.magnitude
    }

    init() {}

    /// Whether `answer`, the sum of what the server says, is what was sent.
    func agrees(with answer: ColumnSum) -> Bool {
        whole == answer.whole && (real - answer.real).magnitude <= magnitude * 1e-9
    }
}

/// The CRC-32 that the server's function of that name gives for `bytes`.
func crc32(of bytes: UnsafeRawBufferPointer) -> UInt32 {
    guard let base = bytes.baseAddress, !bytes.isEmpty else { return 0 }
    return UInt32(truncatingIfNeeded: crc32(0, base.assumingMemoryBound(to: UInt8.self), UInt32(truncatingIfNeeded: bytes.count)))
}

/// The same for the bytes of `text`.
func crc32(of text: String) -> UInt32 {
    var text = text
    return text.withUTF8 { crc32(of: UnsafeRawBufferPointer($0)) }
}
