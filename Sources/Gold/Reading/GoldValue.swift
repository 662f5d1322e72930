/// A value of a published table: the same in every store, since it follows the type that its column declares.
public enum GoldValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case double(Double)
    /// Texts, words of an enumeration, and JSON.
    case text(String)
    case boolean(Bool)
    /// Days since 1970-01-01.
    case date(Int32)
    /// Seconds since 1970-01-01 00:00:00 UTC.
    case timestamp(Int64)
}

extension GoldValue {
    /// The value as stores show it: booleans as 0 and 1, dates and times in ISO 8601. Nil for null.
    public var text: String? {
        switch self {
        case .null: nil
        case .integer(let number): "\(number)"
        case .double(let number): "\(number)"
        case .text(let text): text
        case .boolean(let isTrue): isTrue ? "1" : "0"
        case .date(let day): ISOText.date(day)
        case .timestamp(let second): ISOText.timestamp(second)
        }
    }

    /// Whether a column of `type` can hold the value, which is not null. Numbers must be finite,
    /// words known to an enumeration, and years of four digits.
    func fits(_ type: GoldColumn.ColumnType) -> Bool {
        switch (self, type) {
        case (.integer, .integer), (.integer, .bigInteger), (.integer, .double): true
        case (.double(let number), .double): number.isFinite
        case (.text, .varchar), (.text, .text), (.text, .json): true
        case (.text(let text), .enumeration(let cases)): cases.contains(text)
        case (.boolean, .boolean): true
        case (.date(let day), .date): ISOText.days.contains(Int64(day))
        case (.timestamp(let second), .timestamp): ISOText.days.contains(ISOText.split(second).day)
        default: false
        }
    }
}

extension GoldValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral {
    /// A text.
    public init(stringLiteral value: String) { self = .text(value) }
    /// An integer.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// A double.
    public init(floatLiteral value: Double) { self = .double(value) }
    /// A boolean.
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
}
