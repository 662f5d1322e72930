/// A row of an answer, whose values are found by the names of their columns.
public struct GoldRow: Sendable {
    let columns: [GoldColumn]
    let values: [GoldValue]
    let table: String
    let sql: String

    /// The value of `column`.
    ///
    /// - Throws: ``GoldError/Code/usage`` for a column that was not asked for.
    public func value(_ column: String) throws(GoldError) -> GoldValue {
        guard let index = columns.firstIndex(where: { $0.name == column }) else {
            throw GoldError(
                .usage, "column \(column) was not asked for; asked for were \(columns.map(\.name).joined(separator: ", "))", table: table)
        }
        return values[index]
    }

    /// The value of `column`, which must not be null.
    ///
    /// - Throws: ``GoldError/Code/damaged`` for null, and for what is none of `Value`; ``GoldError/Code/usage`` as ``value(_:)``.
    public func required<Value: GoldReadable>(_ column: String) throws(GoldError) -> Value {
        guard let value = Value(try value(column)) else { throw try damage(column, "\(Value.self)") }
        return value
    }

    /// The value of `column`; nil for null.
    ///
    /// - Throws: as ``required(_:)``, save for null.
    public func optional<Value: GoldReadable>(_ column: String) throws(GoldError) -> Value? {
        try value(column) == .null ? nil : try required(column)
    }

    /// What is thrown where `column` does not hold what is expected.
    func damage(_ column: String, _ expected: String) throws(GoldError) -> GoldError {
        let found = try value(column).text ?? "null"
        return GoldError(DamagedValue(table: table, column: column, found: found, expected: expected, sql: sql))
    }
}

/// A type that a value of Gold can be read as.
public protocol GoldReadable {
    /// Nil for null, and for a value of another type.
    init?(_ value: GoldValue)
}

extension Int64: GoldReadable {
    /// A whole number, or the seconds of a timestamp.
    public init?(_ value: GoldValue) {
        switch value {
        case .integer(let number), .timestamp(let number): self = number
        default: return nil
        }
    }
}

extension Double: GoldReadable {
    /// A number.
    public init?(_ value: GoldValue) {
        guard case .double(let number) = value else { return nil }
        self = number
    }
}

extension String: GoldReadable {
    /// A text.
    public init?(_ value: GoldValue) {
        guard case .text(let text) = value else { return nil }
        self = text
    }
}
