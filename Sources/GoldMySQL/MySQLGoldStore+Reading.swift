public import Gold

extension MySQLGoldStore: GoldReader {
    /// Read in one statement, so that all rows are of one version.
    public func rows(_ query: GoldQuery) async throws -> GoldRows {
        let rows = try await self.query(query.sql(quoted: MySQLSchema.quoted, literal: MySQLSchema.literal))
        return GoldRows(query, rows: rows.map { row in query.columns.indices.map { GoldValue(row[$0]) } })
    }
}

extension GoldValue {
    fileprivate init(_ value: MySQLValue) {
        switch value {
        case .null: self = .null
        case .integer(let number): self = .integer(number)
        case .double(let number): self = .double(number)
        case .text(let text): self = .text(text)
        case .bytes(let bytes): self = .text(String(decoding: bytes, as: UTF8.self))
        }
    }
}
