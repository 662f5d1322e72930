/// A value that a statement takes or a result holds.
enum MySQLValue: Sendable, Hashable {
    case null
    /// Every integer type.
    case integer(Int64)
    /// FLOAT and DOUBLE.
    case double(Double)
    /// Text, JSON, dates and times (as the server writes them), DECIMAL.
    case text(String)
    /// Binary strings.
    case bytes([UInt8])
}

extension MySQLValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByNilLiteral {
    /// Text.
    init(stringLiteral value: String) { self = .text(value) }
    /// An integer.
    init(integerLiteral value: Int64) { self = .integer(value) }
    /// A double.
    init(floatLiteral value: Double) { self = .double(value) }
    /// Null.
    init(nilLiteral: ()) { self = .null }
}

extension MySQLValue {
    /// The integer; a DECIMAL without a fraction counts, as sums of integers are. Nil for anything else.
    var integer: Int64? {
        switch self {
        case .integer(let value): value
        case .text(let text): Int64(text)
        default: nil
        }
    }

    /// The number as a double. Nil for null and what is no number.
    var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .double(let value): value
        case .text(let text): Double(text)
        default: nil
        }
    }

    /// The value as text, bytes read as UTF-8. Nil for null.
    var text: String? {
        switch self {
        case .null: nil
        case .integer(let value): "\(value)"
        case .double(let value): "\(value)"
        case .text(let text): text
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        }
    }
}

/// A row of a result: values in the order of the statement's columns, and by name.
struct MySQLRow: Sendable, Hashable {
    /// The columns' names, as the statement gives them.
    var columns: [String]
    /// One value per column.
    var values: [MySQLValue]

    /// The value of `column`; null when the result has no such column.
    subscript(column: String) -> MySQLValue { columns.firstIndex(of: column).map { values[$0] } ?? .null }

    /// The value at `index`, from 0; null beyond the last.
    subscript(index: Int) -> MySQLValue { values.indices.contains(index) ? values[index] : .null }
}
