/// A value of a published table.
public enum GoldValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case double(Double)
    /// Texts, dates and times as the store shows them, and JSON.
    case text(String)
}

/// The answer to a ``GoldQuery``.
public struct GoldRows: Sendable, Hashable {
    /// The columns, in the order asked for.
    public var columns: [GoldColumn]
    /// A value a column, row by row.
    public var rows: [[GoldValue]]

    /// The rows of `query`, each with a value a column.
    public init(_ query: GoldQuery, rows: [[GoldValue]]) {
        columns = query.columns.compactMap { name in query.table.columns.first { $0.name == name } }
        self.rows = rows
    }
}

/// A place where published Gold can be read.
public protocol GoldReader: Sendable {
    /// The rows that `query` asks for, of one version of Gold.
    ///
    /// - Throws: ``GoldError`` with code `unreachable` when nothing has been published there, or by a version without the table.
    func rows(_ query: GoldQuery) async throws -> GoldRows
}
