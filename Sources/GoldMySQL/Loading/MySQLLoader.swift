import Gold

/// Fills staging tables: sends sorted runs of rows, builds indexes, and asks the server what it has.
struct MySQLLoader: Sendable {
    let pool: MySQLPool
    let schema: MySQLSchema
    let way: LoadWay
    let retry: RetryPolicy

    /// Creates the staging table `name` for rows of `table`, without secondary indexes.
    func create(_ name: String, of table: GoldTable) async throws {
        let statement = schema.createTable(table, as: name, indexed: false)
        try await run { try $0.execute(statement) }
    }

    /// Sorts `rows` and appends them to the staging table `name`, which has `before` rows.
    ///
    /// A load is one transaction. When the connection is lost on the way, the table's row count says whether it was done.
    func send(_ unsorted: consuming RowBuffer, to name: String, of table: GoldTable, before: Int) async throws {
        let rows = unsorted.sorted()
        guard way == .localInfile else {
            return try await run { try insertBatches(rows, into: name, of: table, $0) }
        }
        var isRepeated = false
        try await retry.run(while: { $0.endsConnection || $0.isLostRace }) {
            let mustAsk = isRepeated
            isRepeated = true
            try await run { connection in
                if try mustAsk && hasArrived(rows, in: name, before: before, connection) { return }
                try load(rows, into: name, of: table, connection)
            }
        }
    }

    /// Appends `rows`, as they are ordered, to the table `name` within the transaction that is open on `connection`.
    func write(_ rows: RowBuffer, to name: String, of table: GoldTable, on connection: MySQLConnection) throws {
        guard case .inserts(_, let bytes) = way else { return try load(rows, into: name, of: table, connection) }
        try insert(rows, 0..<rows.rowCount, into: name, of: table, upTo: bytes, connection)
    }

    /// Ends the load of the staging table `name`: builds its indexes and, when `rebuilt`, packs its rows in the order of their keys.
    ///
    /// Returns the sums of its rows, which are read while the load has left them in the server's memory.
    func finish(_ name: String, of table: GoldTable, rebuilt: Bool) async throws -> TableSums {
        let statement = schema.finishLoad(of: table, as: name, rebuilt: rebuilt)
        return try await run { connection in
            let sums = try connection.sums(of: table, in: name)
            try connection.execute(statement)
            return sums
        }
    }

    /// Ends the load of the staging table `name` that is only read from, and so gets no indexes.
    func pack(_ name: String, of table: GoldTable) async throws {
        let statement = schema.finishLoad(of: table, as: name, rebuilt: true, adding: false)
        try await run { try $0.execute(statement) }
    }

    /// Takes the secondary indexes of a finished staging table off again, because more rows have come.
    func reopen(_ name: String, of table: GoldTable) async throws {
        let drops = schema.indexes(of: table).map { "DROP KEY \(MySQLSchema.quoted($0.name))" }
        guard !drops.isEmpty else { return }
        let statement = "ALTER TABLE \(MySQLSchema.quoted(name)) \(drops.joined(separator: ", "))"
        try await run { try $0.execute(statement) }
    }

    /// Lets the server learn how many rows the table `name` has, and how its keys are spread.
    func analyze(_ name: String) async throws {
        try await run { try $0.execute("ANALYZE TABLE \(MySQLSchema.quoted(name))") }
    }

    /// Calls `body` with a connection, in its turn; not at all when the task was canceled meanwhile.
    @discardableResult
    private func run<Result: Sendable>(_ body: @Sendable (MySQLConnection) throws -> Result) async throws -> Result {
        try await pool.withSession { session in
            try Task.checkCancellation()
            return try await session.run(body)
        }
    }

    private func hasArrived(_ rows: RowBuffer, in name: String, before: Int, _ connection: MySQLConnection) throws -> Bool {
        let found = Int(try connection.value("SELECT COUNT(*) FROM \(MySQLSchema.quoted(name))").integer ?? 0)
        if found == before + rows.rowCount { return true }
        guard found == before else {
            throw GoldError(.io, "\(found) rows are there after a lost connection, expected \(before) or \(before + rows.rowCount)")
        }
        return false
    }

    /// The server takes what it reads from a client on trust and turns errors into warnings: any warning is one here.
    private func load(_ rows: RowBuffer, into name: String, of table: GoldTable, _ connection: MySQLConnection) throws {
        let statement = """
            LOAD DATA LOCAL INFILE 'datamart' INTO TABLE \(MySQLSchema.quoted(name)) CHARACTER SET utf8mb4 \
            FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n' (\(MySQLSchema.list(table.columns.map(\.name))))
            """
        do {
            let outcome = try connection.load(statement, from: RowBufferSource(rows))
            if outcome.warnings > 0, let warning = try connection.warnings().first { throw rejection(warning, outcome.warnings) }
            guard outcome.affectedRows == rows.rowCount else {
                throw GoldError(.io, "\(rows.rowCount) rows were sent, the server took \(outcome.affectedRows)")
            }
        } catch  where Task.isCancelled {
            throw CancellationError()
        }
    }

    private func rejection(_ warning: MySQLError, _ count: Int) -> GoldError {
        let (key, others) = (warning.code == MySQLError.Code.duplicateKey, count > 1 ? " (and \(count - 1) warnings more)" : "")
        return GoldError(.rejected, (key ? "several rows have one key: " : "the server did not take a row as it is: ") + warning.message + others)
    }

    /// Appends `rows` in transactions of so many rows.
    private func insertBatches(_ rows: RowBuffer, into name: String, of table: GoldTable, _ connection: MySQLConnection) throws {
        guard case .inserts(let batchSize, let bytes) = way else { return }
        for start in stride(from: 0, to: rows.rowCount, by: batchSize) {
            try Task.checkCancellation()
            try connection.execute("START TRANSACTION")
            try insert(rows, start..<min(start + batchSize, rows.rowCount), into: name, of: table, upTo: bytes, connection)
            try connection.execute("COMMIT")
        }
    }

    /// Appends those of `rows` that `range` numbers, by statements of at most `limit` bytes.
    private func insert(
        _ rows: RowBuffer, _ range: Range<Int>, into name: String, of table: GoldTable, upTo limit: Int, _ connection: MySQLConnection
    ) throws {
        let head = Array("INSERT INTO \(MySQLSchema.quoted(name)) (\(MySQLSchema.list(table.columns.map(\.name)))) VALUES ".utf8)
        var statement = head
        for index in range {
            let row = rows.row(index)
            guard head.count + row.count < limit else {
                throw GoldError(.io, "a row of \(row.count) bytes is larger than a statement may be; raise the server's max_allowed_packet")
            }
            if statement.count > head.count && statement.count + row.count >= limit {
                try connection.execute(bytes: statement)
                statement = head
            }
            if statement.count > head.count { statement.append(UInt8(ascii: ",")) }
            statement += row
        }
        if statement.count > head.count { try connection.execute(bytes: statement) }
    }
}
