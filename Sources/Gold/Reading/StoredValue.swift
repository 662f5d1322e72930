/// A value as the library of a store hands it out, before its column's declared type is known.
package enum StoredValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case double(Double)
    /// Texts, dates and times as stores show them; a sum of integers, where it is a decimal.
    case text(String)
}

extension StoredValue {
    /// The value as one of `type`, null for null. Nil when it is none.
    func value(as type: GoldColumn.ColumnType) -> GoldValue? {
        switch (self, type) {
        case (.null, _): .null
        case (.integer(let number), .integer), (.integer(let number), .bigInteger): .integer(number)
        case (.text(let text), .integer), (.text(let text), .bigInteger): Int64(text).map { .integer($0) }
        case (.double(let number), .double): .double(number)
        case (.integer(let number), .double): .double(Double(number))
        case (.integer(0), .boolean): .boolean(false)
        case (.integer(1), .boolean): .boolean(true)
        case (.text(let text), .varchar), (.text(let text), .text), (.text(let text), .json): .text(text)
        case (.text(let text), .enumeration(let cases)): cases.contains(text) ? .text(text) : nil
        case (.text(let text), .date): ISOText.day(text).map { .date($0) }
        case (.text(let text), .timestamp): ISOText.second(text).map { .timestamp($0) }
        default: nil
        }
    }
}

extension StoredValue: CustomStringConvertible {
    /// The value as it stands in messages, texts in quotes and cut short.
    package var description: String {
        switch self {
        case .null: "null"
        case .integer(let number): "\(number)"
        case .double(let number): "\(number)"
        case .text(let text): "\"\(text.count > 60 ? text.prefix(60) + "…" : text)\""
        }
    }
}

extension GoldColumn.ColumnType {
    /// What a value of the type must be, in words.
    var expectation: String {
        switch self {
        case .integer, .bigInteger: "a whole number"
        case .double: "a number"
        case .boolean: "0 or 1"
        case .varchar, .text: "a text"
        case .json: "JSON"
        case .date: "a date (YYYY-MM-DD)"
        case .timestamp: "a time (YYYY-MM-DD HH:MM:SS)"
        case .enumeration(let cases): "one of \(cases.joined(separator: ", "))"
        }
    }
}
