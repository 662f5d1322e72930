import GRDB
import GRDBSQLite
import Gold

extension Database {
    /// Inserts the rows of `batch` into `table` by binding its columns' memory directly: no string, no value and no
    /// array is made per row.
    ///
    /// - Precondition: the batch is valid for the table (``RowBatch/validate(for:)``).
    func load(_ batch: RowBatch, into table: GoldTable, verb: String = "INSERT") throws {
        guard batch.rowCount > 0 else { return }
        let names = table.writtenColumns.map(\.name)
        let marks = names.map { _ in "?" }.joined(separator: ", ")
        let sql = "\(verb) INTO \(SQLiteSchema.quoted(table.name)) (\(SQLiteSchema.list(names))) VALUES (\(marks))"
        let statement = try cachedStatement(sql: sql).sqliteStatement
        try BoundColumn.withColumns(of: batch) { columns in
            // The memory bound is only valid in here.
            defer {
                sqlite3_reset(statement)
                sqlite3_clear_bindings(statement)
            }
            sqlite3_reset(statement)
            for row in 0..<batch.rowCount {
                for index in columns.indices {
                    columns[index].bind(row, to: statement, at: Int32(truncatingIfNeeded: index + 1))
                }
                guard sqlite3_step(statement) == SQLITE_DONE else {
                    throw DatabaseError(resultCode: lastErrorCode, message: lastErrorMessage)
                }
                sqlite3_reset(statement)
            }
        }
    }
}

/// A column's memory in the form that SQLite binds.
private struct BoundColumn {
    enum Source {
        case integers(UnsafePointer<Int64>)
        case doubles(UnsafePointer<Double>)
        /// Row `i` is `bytes[i * width ..< (i + 1) * width]`.
        case fixedText(UnsafePointer<UInt8>, width: Int)
        /// Row `i` is `bytes[offsets[i] ..< offsets[i + 1]]`.
        case text(UnsafePointer<UInt8>, offsets: UnsafePointer<Int32>)
        /// Row `i` is `bytes[offsets[c] ..< offsets[c + 1]]` with `c = codes[i]`.
        case dictionary(UnsafePointer<UInt8>, offsets: UnsafePointer<Int32>, codes: UnsafePointer<Int32>)
    }

    let source: Source
    /// One byte per row, 0 where it is null. Nil: no nulls.
    let present: UnsafePointer<UInt8>?

    @inline(__always)
    func bind(_ row: Int, to statement: OpaquePointer, at index: Int32) {
        if let present, present[row] == 0 {
            sqlite3_bind_null(statement, index)
            return
        }
        switch source {
        case .integers(let values): sqlite3_bind_int64(statement, index, values[row])
        case .doubles(let values): sqlite3_bind_double(statement, index, values[row])
        case .fixedText(let bytes, let width): bindText(bytes, row * width, width, statement, index)
        case .text(let bytes, let offsets): bindText(bytes, Int(offsets[row]), Int(offsets[row + 1] - offsets[row]), statement, index)
        case .dictionary(let bytes, let offsets, let codes):
            let code = Int(codes[row])
            bindText(bytes, Int(offsets[code]), Int(offsets[code + 1] - offsets[code]), statement, index)
        }
    }

    /// Binds without copying: a nil destructor is SQLITE_STATIC.
    @inline(__always)
    private func bindText(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int, _ statement: OpaquePointer, _ index: Int32) {
        (bytes + start).withMemoryRebound(to: CChar.self, capacity: count) {
            _ = sqlite3_bind_text(statement, index, $0, Int32(truncatingIfNeeded: count), nil)
        }
    }

    /// Calls `body` with the columns of `batch`, whose memory is valid for the call.
    static func withColumns<Result>(of batch: RowBatch, _ body: (UnsafeBufferPointer<BoundColumn>) throws -> Result) throws -> Result {
        try withColumns(batch.columns[...], bound: [], body)
    }

    private static func withColumns<Result>(
        _ columns: ArraySlice<RowBatch.Column>, bound: [BoundColumn], _ body: (UnsafeBufferPointer<BoundColumn>) throws -> Result
    ) throws -> Result {
        guard let column = columns.first else { return try bound.withUnsafeBufferPointer(body) }
        return try withPresence(of: column) { present in
            try withSource(of: column) { source in
                try withColumns(columns.dropFirst(), bound: bound + [BoundColumn(source: source, present: present)], body)
            }
        }
    }

    private static func withPresence<Result>(of column: RowBatch.Column, _ body: (UnsafePointer<UInt8>?) throws -> Result) throws -> Result {
        guard let present = column.present else { return try body(nil) }
        return try withPointer(present, body)
    }

    private static func withSource<Result>(of column: RowBatch.Column, _ body: (Source) throws -> Result) throws -> Result {
        switch column.values {
        case .integers(let values): try withPointer(values) { try body(.integers($0)) }
        case .doubles(let values): try withPointer(values) { try body(.doubles($0)) }
        case .dates(let days): try withPointer(ISOText.dates(days)) { try body(.fixedText($0, width: ISOText.dateWidth)) }
        case .timestamps(let seconds): try withPointer(ISOText.timestamps(seconds)) { try body(.fixedText($0, width: ISOText.timestampWidth)) }
        case .text(let offsets, let bytes):
            try withPointer(padded(bytes)) { bytes in try withPointer(offsets) { try body(.text(bytes, offsets: $0)) } }
        case .dictionary(let codes, let dictionary): try withDictionary(codes, dictionary, body)
        }
    }

    private static func withDictionary<Result>(_ codes: [Int32], _ dictionary: [String], _ body: (Source) throws -> Result) throws -> Result {
        guard case .text(let offsets, let bytes) = RowBatch.Column.text(dictionary).values else { preconditionFailure("text is text") }
        return try withPointer(padded(bytes)) { bytes in
            try withPointer(offsets) { offsets in
                try withPointer(codes) { try body(.dictionary(bytes, offsets: offsets, codes: $0)) }
            }
        }
    }

    /// The memory of `array`, which is not empty.
    private static func withPointer<Element, Result>(_ array: [Element], _ body: (UnsafePointer<Element>) throws -> Result) rethrows -> Result {
        try array.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("an array with elements has memory") }
            return try body(base)
        }
    }

    /// `bytes`, or one byte where there is none: binding the null pointer would store null in place of an empty text.
    private static func padded(_ bytes: [UInt8]) -> [UInt8] { bytes.isEmpty ? [0] : bytes }
}
