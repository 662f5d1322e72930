import CMariaDB

extension MySQLConnection {
    /// Runs `statement` with values in place of its question marks, which never become part of its text.
    ///
    /// - Returns: the rows of its result; none for a statement without one.
    @discardableResult
    func rows(_ statement: String, _ parameters: [MySQLValue]) throws -> [MySQLRow] {
        let prepared = try PreparedStatement(self, statement)
        try prepared.run(parameters)
        return try prepared.fetchAll()
    }
}

/// A statement that the server has parsed, for one use.
private final class PreparedStatement {
    private let handle: UnsafeMutablePointer<MYSQL_STMT>
    private let text: String

    init(_ connection: MySQLConnection, _ text: String) throws(MySQLError) {
        guard let handle = mysql_stmt_init(connection.handle) else { throw connection.lastError(text) }
        self.handle = handle
        self.text = text
        var text = text
        let status = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { mysql_stmt_prepare(handle, $0.baseAddress, UInt($0.count)) }
        }
        if status != 0 { throw lastError() }
    }

    deinit { mysql_stmt_close(handle) }

    func run(_ parameters: [MySQLValue]) throws(MySQLError) {
        guard Int(mysql_stmt_param_count(handle)) == parameters.count else {
            throw MySQLError(code: 2034, message: "\(mysql_stmt_param_count(handle)) parameters expected, \(parameters.count) given", statement: text)
        }
        let cells = parameters.map(BoundCell.init(parameter:))
        var binds = cells.map(\.bind)
        // The library copies the array of binds; the cells' memory must outlive the execution.
        let isDone = mysql_stmt_bind_param(handle, &binds) == 0 && mysql_stmt_execute(handle) == 0
        withExtendedLifetime(cells) {}
        if !isDone { throw lastError() }
    }

    func fetchAll() throws(MySQLError) -> [MySQLRow] {
        guard let metadata = mysql_stmt_result_metadata(handle) else { return [] }
        defer { mysql_free_result(metadata) }
        var updatesLengths: CChar = 1
        mysql_stmt_attr_set(handle, STMT_ATTR_UPDATE_MAX_LENGTH, &updatesLengths)
        guard mysql_stmt_store_result(handle) == 0 else { throw lastError() }
        let fields = ResultField.all(of: metadata)
        let widths = maximumLengths(fields.count)
        let cells = zip(fields, widths).map { BoundCell(result: $0, capacity: $1) }
        var binds = cells.map(\.bind)
        guard mysql_stmt_bind_result(handle, &binds) == 0 else { throw lastError() }
        return try fetchRows(fields, cells)
    }

    private func fetchRows(_ fields: [ResultField], _ cells: [BoundCell]) throws(MySQLError) -> [MySQLRow] {
        var rows: [MySQLRow] = []
        while true {
            let status = mysql_stmt_fetch(handle)
            if status == MYSQL_NO_DATA { return rows }
            if status != 0 { throw lastError() }
            rows.append(MySQLRow(columns: fields.map(\.name), values: zip(fields, cells).map { $1.value($0.kind) }))
        }
    }

    /// Bytes of the longest value of each column, known once the result is stored.
    private func maximumLengths(_ count: Int) -> [Int] {
        guard let metadata = mysql_stmt_result_metadata(handle), let fields = mysql_fetch_fields(metadata) else {
            return Array(repeating: 0, count: count)
        }
        defer { mysql_free_result(metadata) }
        return (0..<count).map { Int(fields[$0].max_length) }
    }

    private func lastError() -> MySQLError {
        MySQLError(
            code: Int(mysql_stmt_errno(handle)), sqlState: String(cString: mysql_stmt_sqlstate(handle)),
            message: String(cString: mysql_stmt_error(handle)), statement: text)
    }
}

/// The memory of one value that is bound to a statement, and its description for the library.
private final class BoundCell {
    private let memory: UnsafeMutableRawBufferPointer
    private let length = UnsafeMutablePointer<UInt>.allocate(capacity: 1)
    private let isNull = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
    private let type: enum_field_types

    init(parameter value: MySQLValue) {
        var bytes: [UInt8] = []
        switch value {
        case .null: type = MYSQL_TYPE_NULL
        case .integer(let number):
            type = MYSQL_TYPE_LONGLONG
            withUnsafeBytes(of: number) { bytes = Array($0) }
        case .double(let number):
            type = MYSQL_TYPE_DOUBLE
            withUnsafeBytes(of: number) { bytes = Array($0) }
        case .text(let text):
            type = MYSQL_TYPE_STRING
            bytes = Array(text.utf8)
        case .bytes(let given):
            type = MYSQL_TYPE_BLOB
            bytes = given
        }
        memory = .allocate(byteCount: max(8, bytes.count), alignment: 8)
        memory.copyBytes(from: bytes)
        length.initialize(to: UInt(bytes.count))
        isNull.initialize(to: value == .null ? 1 : 0)
    }

    init(result field: ResultField, capacity: Int) {
        type =
            switch field.kind {
            case .integer: MYSQL_TYPE_LONGLONG
            case .double: MYSQL_TYPE_DOUBLE
            default: MYSQL_TYPE_STRING
            }
        memory = .allocate(byteCount: max(64, capacity + 1), alignment: 8)
        length.initialize(to: 0)
        isNull.initialize(to: 0)
    }

    deinit {
        memory.deallocate()
        length.deallocate()
        isNull.deallocate()
    }

    var bind: MYSQL_BIND {
        var bind = MYSQL_BIND()
        bind.buffer_type = type
        bind.buffer = memory.baseAddress
        bind.buffer_length = UInt(memory.count)
        bind.length = length
        bind.is_null = isNull
        return bind
    }

    func value(_ kind: ResultField.Kind) -> MySQLValue {
        guard isNull.pointee == 0 else { return .null }
        switch kind {
        case .integer: return .integer(memory.load(as: Int64.self))
        case .double: return .double(memory.load(as: Double.self))
        case .text: return .text(String(decoding: memory.prefix(Int(length.pointee)), as: UTF8.self))
        case .bytes: return .bytes(Array(memory.prefix(Int(length.pointee))))
        }
    }
}
