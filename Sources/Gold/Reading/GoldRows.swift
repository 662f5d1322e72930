/// The answer to a ``GoldQuery``.
public struct GoldRows: Sendable, Hashable {
    /// The query that was asked.
    public var query: GoldQuery
    /// The columns, in the order asked for: those of the query, then the sums.
    public var columns: [GoldColumn]
    /// A value per column, row by row.
    public var rows: [[GoldValue]]
    /// Where the first row stands among all rows of a query with a page. Nil without a page, or without a row.
    public var firstCursor: GoldCursor?
    /// Where the last row stands; nil as ``firstCursor``.
    public var lastCursor: GoldCursor?
    /// Whether a limited page left rows out, in the direction in which it was read.
    public var hasMore = false
    /// The statement that answered, without the values bound to it.
    let sql: String

    /// Decodes the rows of `query`.
    ///
    /// - Parameters:
    ///   - stored: the rows in the order in which `sql` gives them, a value per column of its answer.
    ///   - sql: the statement that answered.
    /// - Throws: ``GoldError/Code/damaged`` for the first value that is none of its column's type.
    package init(_ query: GoldQuery, stored: [[StoredValue]], sql: String) throws(GoldError) {
        self.query = query
        self.sql = sql
        let (columns, selection) = (query.answerColumns, query.selection)
        self.columns = columns
        var decoded: [[GoldValue]] = []
        decoded.reserveCapacity(stored.count)
        for row in stored { decoded.append(try Self.decode(row, selection, query.table, sql)) }
        if query.page != nil, let limit = query.limit, decoded.count > limit {
            hasMore = true
            decoded.removeLast()
        }
        if query.readsBackwards { decoded.reverse() }
        firstCursor = decoded.first.flatMap(query.cursor(of:))
        lastCursor = decoded.last.flatMap(query.cursor(of:))
        rows = selection.count == columns.count ? decoded : decoded.map { Array($0.prefix(columns.count)) }
    }

    private static func decode(
        _ row: [StoredValue], _ columns: [GoldColumn], _ table: GoldTable, _ sql: String
    ) throws(GoldError) -> [GoldValue] {
        var values: [GoldValue] = []
        values.reserveCapacity(columns.count)
        for (stored, column) in zip(row, columns) {
            guard let value = stored.value(as: column.type), column.isNullable || value != .null else {
                throw GoldError(
                    DamagedValue(
                        table: table.name, column: column.name, found: stored.description, expected: column.type.expectation, sql: sql))
            }
            values.append(value)
        }
        return values
    }
}

extension GoldRows: RandomAccessCollection {
    /// The index of the first row.
    public var startIndex: Int { 0 }
    /// The number of rows.
    public var endIndex: Int { rows.count }
    /// The row at `index`, whose values are found by name.
    public subscript(index: Int) -> GoldRow { GoldRow(columns: columns, values: rows[index], table: query.table.name, sql: sql) }
}
