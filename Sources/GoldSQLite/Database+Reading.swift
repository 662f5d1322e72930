import GRDB
import Gold

extension Database {
    /// The rows that `query` asks for.
    func rows(_ query: GoldQuery) throws -> GoldRows {
        try query.validate()
        guard try tableExists(query.table.name) else {
            throw GoldError(.unreachable, "the published version has no such table; run again to publish it", table: query.table.name)
        }
        let statement = query.statement(SQLiteSchema.self)
        do {
            let rows = try Row.fetchCursor(self, sql: statement.text, arguments: StatementArguments(statement.arguments.map(\.databaseValue)))
            var stored: [[StoredValue]] = []
            while let row = try rows.next() { stored.append(row.databaseValues.map(StoredValue.init)) }
            return try GoldRows(query, stored: stored, sql: statement.text)
        } catch let error as DatabaseError where error.message?.hasPrefix("no such column") == true {
            throw GoldError(
                .unreachable, "the published version lacks a column; run again to publish it", table: query.table.name, cause: error)
        } catch let error as DatabaseError {
            throw GoldError(sqlite: error, table: query.table.name)
        }
    }
}

extension GoldValue {
    /// The value as it is bound.
    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .double(let number): number.databaseValue
        case .boolean(let isTrue): isTrue.databaseValue
        case .text, .date, .timestamp: (text ?? "").databaseValue
        }
    }
}

extension StoredValue {
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
