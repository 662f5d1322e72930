import CMariaDB

/// What `LOAD DATA LOCAL` sends: rows from memory, a piece a call.
protocol LocalInfileSource: AnyObject {
    /// Fills the beginning of `buffer` and returns how many bytes; 0 at the end, nil to break the load off. What was sent by then stays
    /// unless the load is part of a transaction that is rolled back.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int?
}

extension MySQLConnection {
    /// Runs a `LOAD DATA LOCAL INFILE` statement that gets its rows from `source`.
    func load(_ statement: String, from source: any LocalInfileSource) throws(MySQLError) -> MySQLOutcome {
        localInfile = source
        defer { localInfile = nil }
        return try execute(statement)
    }

    /// Answers the server's requests for a file from ``localInfile``, and refuses them when it did not follow from a load of ours:
    /// a server may ask for any file at any time, and none is ever read.
    func serveLocalInfile() {
        mysql_set_local_infile_handler(
            handle,
            { state, _, connection in
                state?.pointee = connection
                return Unmanaged<MySQLConnection>.from(connection)?.localInfile == nil ? 1 : 0
            },
            { connection, buffer, count in
                guard let source = Unmanaged<MySQLConnection>.from(connection)?.localInfile, let buffer else { return -1 }
                return source.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: Int(count))).map { Int32($0) } ?? -1
            },
            { _ in },
            { _, message, capacity in
                let text = "the load was broken off, or none is under way".utf8CString
                let buffer = UnsafeMutableBufferPointer(start: message, count: Int(capacity))
                _ = buffer.update(fromContentsOf: text.prefix(buffer.count))
                return Int32(2000)
            },
            Unmanaged.passUnretained(self).toOpaque())
    }
}

extension Unmanaged<MySQLConnection> {
    fileprivate static func from(_ pointer: UnsafeMutableRawPointer?) -> MySQLConnection? {
        pointer.map { fromOpaque($0).takeUnretainedValue() }
    }
}
