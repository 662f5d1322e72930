public import Gold

/// Gold in a database of a MySQL or MariaDB server.
///
/// A publication loads every table aside and switches them all with one `RENAME TABLE`: readers see the version before, or the new one.
/// A process or a server that dies on the way leaves the version before; what it has built is cleared away by the next publication.
///
///     let store = MySQLGoldStore(MySQLServer(host: "db.example.org", database: "accidents_gold", user: "etl", password: secret))
///     let publication = try await store.beginPublication(runID: "2024-05-01T12:00:00Z")
///     try await publication.create(.accidentsSummary)
///     try await publication.append(batch, to: .accidentsSummary)
///     try await publication.commit(run)
///
/// Tables that Datamart has not made are never replaced or dropped: ours say so in their comment.
public actor MySQLGoldStore: GoldStore {
    let server: MySQLServer
    let options: MySQLOptions
    /// For the ledger; loads have connections of their own.
    let pool: MySQLPool
    /// What the report of the last publication should say.
    private(set) public var notes: [String] = []

    /// The store on `server`. Nothing is connected yet.
    public init(_ server: MySQLServer, options: MySQLOptions = MySQLOptions()) {
        self.server = server
        self.options = options
        pool = MySQLPool(server, limit: 1)
    }

    /// Takes the right to publish, clears away what runs that died have left, and records that `runID` is under way.
    public func beginPublication(runID: String) async throws -> any GoldPublication {
        try await reporting(store: server) {
            let control = MySQLSession(server)
            do {
                return try await begin(runID, control)
            } catch {
                await control.close()
                throw error
            }
        }
    }

    /// Read from the published ledger; empty when there is none.
    public func ledger(limit: Int) async throws -> [RunRecord] {
        try await reporting(store: server) { try await pool.withSession { session in try await session.run { try $0.runs(newest: limit) } } }
    }

    /// One statement on the ledger, which is made where nothing was published yet.
    public func record(_ run: RunRecord) async throws {
        let options = options
        try await reporting(store: server) {
            try await pool.withSession { session in
                // A row put in the place of its like may be put there again.
                try await options.retry.run(while: \.isLostRace) {
                    try await session.run { connection in
                        try connection.execute("SET SESSION innodb_lock_wait_timeout = \(options.lockWaitSeconds)")
                        try connection.checkOwner(of: GoldCatalog.ledger.map(\.name))
                        try connection.createLedger(options.schema(connection.dialect))
                        try connection.record(run)
                    }
                }
            }
        }
    }

    /// The rows of a query, on a connection that sees what readers see.
    ///
    /// A transaction whose snapshot is older than the last switch is refused by the server (error 1412); one query alone has a new snapshot,
    /// and is asked again should the switch come in between.
    public func query(_ query: String, _ parameters: [MySQLValue] = []) async throws -> [MySQLRow] {
        let options = options
        return try await reporting(store: server) {
            try await pool.withSession { session in
                try await options.retry.run(while: { $0.code == MySQLError.Code.tableDefinitionChanged || $0.isLostRace }) {
                    try await session.run { try $0.rows(query, parameters) }
                }
            }
        }
    }

    private func begin(_ runID: String, _ control: MySQLSession) async throws -> any GoldPublication {
        let options = options
        let (dialect, way, version) = try await options.retry.run(while: \.isPassingRefusal) {
            try await control.run { connection in
                try WriterLock.take(connection)
                let schema = options.schema(connection.dialect)
                try Self.prepare(connection, schema, runID)
                let way = try LoadWay.chosen(by: connection, batchSize: options.batchSize)
                return (connection.dialect, way, (try connection.publishedVersion()?.version ?? 0) + 1)
            }
        }
        notes = way.note.map { [$0] } ?? []
        let schema = options.schema(dialect)
        let loader = MySQLLoader(pool: MySQLPool(server, limit: options.loaders), schema: schema, way: way, retry: options.retry)
        let context = PublishingContext(server: server, options: options, schema: schema, loader: loader, control: control, runID: runID)
        return MySQLPublication(context, version: version)
    }

    private static func prepare(_ connection: MySQLConnection, _ schema: MySQLSchema, _ runID: String) throws {
        try connection.checkVersion()
        try connection.rehearse(schema)
        try connection.checkOwner(of: GoldCatalog.ledger.map(\.name))
        try connection.createLedger(schema)
        try connection.dropLeftovers()
        try connection.settleDeadRuns()
        let now = try connection.value("SELECT UNIX_TIMESTAMP()").integer ?? 1
        try connection.record(RunRecord(runID: runID, mode: .full, startedAt: now, status: .running))
    }
}

extension MySQLConnection {
    /// Throws when the server is older than what is supported.
    func checkVersion() throws {
        guard !dialect.isSupported else { return }
        throw GoldError(.unreachable, "\(dialect) is too old; \(MySQLDialect.mariadb) or \(MySQLDialect.mysql) is needed, or a later one")
    }
}

extension MySQLOptions {
    /// The DDL for a server of `dialect`.
    func schema(_ dialect: MySQLDialect) -> MySQLSchema { MySQLSchema(dialect, partitioned: isPartitioned, indexes: hasIndexes) }
}
