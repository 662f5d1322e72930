extension GoldQuery {
    /// The query in the SQL that all stores share.
    ///
    /// - Parameters:
    ///   - quoted: makes an identifier of a name, as the store wants it.
    ///   - literal: makes a literal of a text.
    public func sql(quoted: (String) -> String, literal: (String) -> String) -> String {
        let comparisons = conditions.map { condition in
            switch condition {
            case .isNull(let column): "\(quoted(column)) IS NULL"
            case .isNotNull(let column): "\(quoted(column)) IS NOT NULL"
            case .equals(let column, let text): "\(quoted(column)) = \(literal(text))"
            case .differs(let column, let text): "\(quoted(column)) <> \(literal(text))"
            case .greaterThan(let column, let number): "\(quoted(column)) > \(number)"
            }
        }
        let order = order.map { quoted($0.column) + ($0.isDescending ? " DESC" : "") }
        return "SELECT \(columns.map(quoted).joined(separator: ", ")) FROM \(quoted(table.name))"
            + (comparisons.isEmpty ? "" : " WHERE " + comparisons.joined(separator: " AND "))
            + (order.isEmpty ? "" : " ORDER BY " + order.joined(separator: ", ")) + (limit.map { " LIMIT \($0)" } ?? "")
    }
}

extension GoldView {
    /// The query behind the view.
    public var query: GoldQuery { GoldQuery(table, columns: columns, where: conditions) }
}
