/// A place where published Gold can be read. It has connections of its own, apart from the store that publishes there.
///
///     let reader = SQLiteGoldReader(path: "gold.db")
///     let query = GoldQuery(.kpisSecurity, where: [.equals("state", "CA")], order: [.init("accident_count", descending: true)], limit: 10)
///     for row in try await reader.rows(query) { print(try row.optional("city") as String?, try row.required("accident_count") as Int64) }
public protocol GoldReader: Sendable {
    /// The rows that each of `queries` asks for, in their order, all of one version of Gold.
    ///
    /// - Throws: ``GoldError`` with code `unreachable` when nothing has been published there, or by a version without the table; `usage` for a
    ///   query that does not fit its table; `damaged` for a value that is none of its column's type.
    func rows(_ queries: [GoldQuery]) async throws -> [GoldRows]
}

extension GoldReader {
    /// The rows that `query` asks for.
    ///
    /// - Throws: as ``rows(_:)`` for several.
    public func rows(_ query: GoldQuery) async throws -> GoldRows { try await rows([query])[0] }
}
