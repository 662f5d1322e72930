/// How rows reach the server.
enum LoadWay: Sendable, Hashable {
    /// `LOAD DATA LOCAL INFILE`, streamed from memory.
    case localInfile
    /// `INSERT` of many rows per statement: so many rows per transaction, statements of at most so many bytes.
    case inserts(rows: Int, bytes: Int)

    var format: RowFormat { self == .localInfile ? .lines : .values }

    /// The way that the server of `connection` allows: its `local_infile` says whether it takes rows from clients.
    static func chosen(by connection: MySQLConnection, batchSize: Int) throws -> LoadWay {
        if try connection.value("SELECT @@GLOBAL.local_infile").integer == 1 { return .localInfile }
        let packet = Int(try connection.value("SELECT @@SESSION.max_allowed_packet").integer ?? 1 << 20)
        // The statement's own words, and the packet's head, have to fit as well.
        return .inserts(rows: batchSize, bytes: min(packet, 16 << 20) - 1_024)
    }

    /// What the report of a run says of the way. Nil where it is the usual one.
    var note: String? {
        guard case .inserts(let rows, _) = self else { return nil }
        return "rows went to MySQL by INSERT, \(rows) a transaction, because the server has local_infile off; switching it on is several times faster"
    }
}
