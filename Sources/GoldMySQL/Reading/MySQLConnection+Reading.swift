import Gold

extension MySQLConnection {
    /// The rows that `query` asks for. `locking`: they are kept as they are until the transaction ends.
    func rows(_ query: GoldQuery, locking: Bool = false) throws -> GoldRows {
        try query.validate()
        let statement = query.statement(MySQLSchema.self)
        let text = statement.text + (locking ? " FOR UPDATE" : "")
        let rows = try rows(text, statement.arguments.map(MySQLValue.init))
        return try GoldRows(query, stored: rows.map { $0.values.map(StoredValue.init) }, sql: text)
    }

    /// The rows that each of `queries` asks for, all of one version.
    ///
    /// One statement sees one version by itself; several do in a snapshot. One that is older than the last switch is refused by the server
    /// (error 1412), and is to be asked anew.
    func rows(_ queries: [GoldQuery]) throws -> [GoldRows] {
        guard queries.count > 1 else { return try queries.map { try rows($0) } }
        try execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        try execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY")
        do {
            let answers = try queries.map { try rows($0) }
            try execute("COMMIT")
            return answers
        } catch {
            // Should this fail, the connection is given up.
            _ = try? execute("ROLLBACK")
            throw error
        }
    }
}

extension MySQLValue {
    fileprivate init(_ value: GoldValue) {
        switch value {
        case .null: self = .null
        case .integer(let number): self = .integer(number)
        case .double(let number): self = .double(number)
        case .boolean(let isTrue): self = .integer(isTrue ? 1 : 0)
        case .text, .date, .timestamp: self = .text(value.text ?? "")
        }
    }
}

extension StoredValue {
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
