/// What a row of a Gold table must meet, in a view or a query.
///
/// A null meets ``isNull(_:)`` alone. Texts compare as their column does: byte by byte where it is binary, else as the store compares them.
/// Words of an enumeration compare by their place in its declaration.
public enum GoldCondition: Sendable, Hashable {
    /// The column is null.
    case isNull(String)
    /// The column is not null.
    case isNotNull(String)
    /// The column holds the value.
    case equals(String, GoldValue)
    /// The column holds another value.
    case differs(String, GoldValue)
    /// The column holds one of the values; of none, no row does.
    case isIn(String, [GoldValue])
    /// The column lies between two bounds.
    case range(String, from: Bound, to: Bound)
    /// The column is a text that begins so.
    case hasPrefix(String, String)

    /// An end of a range.
    public enum Bound: Sendable, Hashable {
        case unbounded
        /// The value belongs to the range.
        case included(GoldValue)
        /// The range ends just before the value.
        case excluded(GoldValue)
    }
}

extension GoldCondition {
    /// The column is above the value.
    public static func greaterThan(_ column: String, _ value: GoldValue) -> Self { .range(column, from: .excluded(value), to: .unbounded) }

    /// The column is the value or above it.
    public static func atLeast(_ column: String, _ value: GoldValue) -> Self { .range(column, from: .included(value), to: .unbounded) }

    /// The column is below the value.
    public static func lessThan(_ column: String, _ value: GoldValue) -> Self { .range(column, from: .unbounded, to: .excluded(value)) }

    /// The column is the value or below it.
    public static func atMost(_ column: String, _ value: GoldValue) -> Self { .range(column, from: .unbounded, to: .included(value)) }

    /// The column is one of the values or between them.
    public static func between(_ column: String, _ low: GoldValue, _ high: GoldValue) -> Self {
        .range(column, from: .included(low), to: .included(high))
    }
}

extension GoldCondition {
    /// The column that is looked at.
    public var column: String {
        switch self {
        case .isNull(let column), .isNotNull(let column), .equals(let column, _), .differs(let column, _), .isIn(let column, _),
            .range(let column, _, _), .hasPrefix(let column, _):
            column
        }
    }

    /// The values that the column is compared with.
    var values: [GoldValue] {
        switch self {
        case .isNull, .isNotNull: []
        case .equals(_, let value), .differs(_, let value): [value]
        case .isIn(_, let values): values
        case .range(_, let lower, let upper): [lower.value, upper.value].compactMap(\.self)
        case .hasPrefix(_, let text): [.text(text)]
        }
    }
}

extension GoldCondition.Bound {
    /// The value at the end. Nil where there is none.
    var value: GoldValue? {
        switch self {
        case .unbounded: nil
        case .included(let value), .excluded(let value): value
        }
    }
}
