import GRDB
public import Gold

extension SQLiteGoldStore: GoldReader {
    /// Read from the published file in one statement, so that all rows are of one version.
    public func rows(_ query: GoldQuery) async throws -> GoldRows {
        guard let published = try published() else {
            throw GoldError(.unreachable, "nothing has been published there yet; start with `datamart run`", store: storeName)
        }
        return try published.rows(query)
    }
}

extension PublishedFile {
    /// The rows that `query` asks for.
    func rows(_ query: GoldQuery) throws(GoldError) -> GoldRows {
        try read(table: query.table.name) { database in
            guard try database.tableExists(query.table.name) else {
                throw GoldError(.unreachable, "the published version has no such table; run again to publish it")
            }
            let rows = try Row.fetchAll(database, sql: SQLiteSchema.select(query))
            return GoldRows(query, rows: rows.map { $0.databaseValues.map(GoldValue.init) })
        }
    }
}

extension GoldValue {
    fileprivate init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let number): self = .integer(number)
        case .double(let number): self = .double(number)
        case .string(let text): self = .text(text)
        case .blob(let data): self = .text(String(decoding: data, as: UTF8.self))
        }
    }
}
