/// What a row of a Gold table must meet, in a view or a query.
public enum GoldCondition: Sendable, Hashable {
    /// The column is null.
    case isNull(String)
    /// The column is not null.
    case isNotNull(String)
    /// The column holds the text.
    case equals(String, String)
    /// The column holds another text.
    case differs(String, String)
    /// The column is above the number.
    case greaterThan(String, Double)
}
