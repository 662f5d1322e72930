import CMariaDB

/// What a statement without a result did.
struct MySQLOutcome: Sendable {
    /// Rows inserted, changed or deleted.
    var affectedRows: Int
    /// Warnings that the server holds ready.
    var warnings: Int
}

extension MySQLConnection {
    /// Runs `statement`, whose result, if it has one, is dropped.
    @discardableResult
    func execute(_ statement: String) throws(MySQLError) -> MySQLOutcome {
        try send(statement)
        let affected = mysql_affected_rows(handle)
        let warnings = mysql_warning_count(handle)
        if mysql_field_count(handle) > 0, let result = mysql_use_result(handle) {
            mysql_free_result(result)
            if mysql_errno(handle) != 0 { throw lastError(statement) }
        }
        return MySQLOutcome(affectedRows: affected == .max ? 0 : Int(affected), warnings: Int(warnings))
    }

    /// Runs a statement made of bytes, such as an `INSERT` of many rows; messages show its first ones alone.
    @discardableResult
    func execute(bytes statement: [UInt8]) throws(MySQLError) -> MySQLOutcome {
        let status = statement.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { mysql_real_query(handle, $0.baseAddress, UInt($0.count)) }
        }
        guard status == 0 else { throw lastError(String(decoding: statement.prefix(120), as: UTF8.self)) }
        return MySQLOutcome(affectedRows: Int(mysql_affected_rows(handle)), warnings: Int(mysql_warning_count(handle)))
    }

    /// All rows of a query.
    func rows(_ query: String) throws -> [MySQLRow] {
        var rows: [MySQLRow] = []
        try forEachRow(query) { rows.append($0) }
        return rows
    }

    /// The first value of a query's first row; null when there is no row.
    func value(_ query: String) throws -> MySQLValue { try rows(query).first?[0] ?? .null }

    /// Calls `body` with each row of a query as the server sends it: no more than one is held here.
    ///
    /// When `body` throws, the rest is read and dropped, and the connection can be used on.
    func forEachRow(_ query: String, _ body: (MySQLRow) throws -> Void) throws {
        try send(query)
        guard let result = mysql_use_result(handle) else {
            if mysql_field_count(handle) > 0 { throw lastError(query) }
            return
        }
        defer { mysql_free_result(result) }
        let fields = ResultField.all(of: result)
        let names = fields.map(\.name)
        while let row = mysql_fetch_row(result), let lengths = mysql_fetch_lengths(result) {
            try body(MySQLRow(columns: names, values: fields.indices.map { fields[$0].value(row[$0], Int(lengths[$0])) }))
        }
        if mysql_errno(handle) != 0 { throw lastError(query) }
    }

    /// The server's warnings on the last statement, at most `limit`.
    func warnings(limit: Int = 5) throws -> [MySQLError] {
        try rows("SHOW WARNINGS LIMIT \(limit)").map {
            MySQLError(code: Int($0[1].integer ?? 0), sqlState: "01000", message: $0[2].text ?? "")
        }
    }

    private func send(_ statement: String) throws(MySQLError) {
        var statement = statement
        let status = statement.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { mysql_real_query(handle, $0.baseAddress, UInt($0.count)) }
        }
        guard status == 0 else { throw lastError(statement) }
    }
}

/// A column of a result that arrives as text.
struct ResultField {
    let name: String
    let kind: Kind

    enum Kind { case integer, double, text, bytes }

    static func all(of result: UnsafeMutablePointer<MYSQL_RES>) -> [ResultField] {
        guard let fields = mysql_fetch_fields(result) else { return [] }
        return (0..<Int(mysql_num_fields(result))).map { ResultField(fields[$0]) }
    }

    init(_ field: MYSQL_FIELD) {
        name = field.name.map { String(cString: $0) } ?? ""
        kind = Self.kind(field)
    }

    private static func kind(_ field: MYSQL_FIELD) -> Kind {
        let binaryCharacterSet: UInt32 = 63
        switch field.type {
        case MYSQL_TYPE_TINY, MYSQL_TYPE_SHORT, MYSQL_TYPE_LONG, MYSQL_TYPE_LONGLONG, MYSQL_TYPE_INT24, MYSQL_TYPE_YEAR: return .integer
        case MYSQL_TYPE_FLOAT, MYSQL_TYPE_DOUBLE: return .double
        case MYSQL_TYPE_TINY_BLOB, MYSQL_TYPE_MEDIUM_BLOB, MYSQL_TYPE_LONG_BLOB, MYSQL_TYPE_BLOB, MYSQL_TYPE_VAR_STRING, MYSQL_TYPE_STRING:
            return field.charsetnr == binaryCharacterSet ? .bytes : .text
        default: return .text
        }
    }

    /// The value in `text`, `length` bytes; null is a null pointer. A number too large for its kind stays text.
    func value(_ text: UnsafeMutablePointer<CChar>?, _ length: Int) -> MySQLValue {
        guard let text else { return .null }
        let bytes = UnsafeRawBufferPointer(start: text, count: length)
        if kind == .bytes { return .bytes(Array(bytes)) }
        let string = String(decoding: bytes, as: UTF8.self)
        switch kind {
        case .integer: return Int64(string).map { .integer($0) } ?? .text(string)
        case .double: return Double(string).map { .double($0) } ?? .text(string)
        default: return .text(string)
        }
    }
}
