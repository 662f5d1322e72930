public import Gold

/// Gold in a database of a MySQL or MariaDB server.
///
/// A publication loads every table aside and switches them all with one `RENAME TABLE`; a partial publication changes the published tables in one
/// transaction. Readers see the version before, or the new one. A process or a server that dies on the way leaves the version before; what
/// it has built is cleared away by the next publication.
///
///     let store = MySQLGoldStore(MySQLServer(host: "db.example.org", database: "accidents_lakehouse", user: "etl", password: secret))
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
    /// The version whose partitions were told last, which a partial publication must start from.
    private var told: PublishedVersion?

    /// The store on `server`. Nothing is connected yet.
    public init(_ server: MySQLServer, options: MySQLOptions = MySQLOptions()) {
        self.server = server
        self.options = options
        pool = MySQLPool(server, limit: 1)
    }

    /// Takes the right to publish, clears away what runs that died have left, and records that `runID` is under way.
    public func beginPublication(runID: String) async throws -> any GoldPublication {
        let (context, base) = try await begin(RunRecord.Mode.full, runID)
        return MySQLPublication(context, version: (base?.number ?? 0) + 1)
    }

    /// As ``beginPublication(runID:)``; nothing else happens at the server until the commit, unless rows are too many for memory.
    public func beginPartialPublication(runID: String, replacing days: [ClosedRange<Int32>]) async throws -> any GoldPublication {
        let (context, base) = try await begin(.partial, runID)
        guard let base, told == nil || told == base else {
            await context.abandon()
            throw base == nil
                ? GoldError(.usage, "nothing is published that a partial publication could start from", store: server.description)
                : GoldError(.busy, "another run has published since this one began; run again", store: server.description)
        }
        return MySQLPartialPublication(context, from: base, replacing: DayRanges(days))
    }

    /// A fifth: a transaction keeps every index in order row by row, where a publication of everything sorts.
    public nonisolated var partialPublicationLimit: Double { 0.2 }

    /// Read from the published tables. Nil, too, when one of them is not as this version of Datamart makes it.
    public func publishedPartitions() async throws -> [PublishedPartition]? {
        let options = options
        let published = try await reporting(store: server) {
            try await pool.withSession { session in
                try await options.retry.run(while: { $0.isPassingRefusal || $0.isLostRace }) {
                    try await session.run { try $0.publishedPartitions(options.schema($0.dialect)) }
                }
            }
        }
        told = published?.version
        return published?.partitions
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

    /// Takes the right to publish and makes everything ready. Returns what is published, too; nil when nothing is.
    private func begin(_ mode: RunRecord.Mode, _ runID: String) async throws -> (PublishingContext, PublishedVersion?) {
        try await reporting(store: server) {
            let control = MySQLSession(server)
            do {
                return try await begin(mode, runID, control)
            } catch {
                await control.close()
                throw error
            }
        }
    }

    private func begin(_ mode: RunRecord.Mode, _ runID: String, _ control: MySQLSession) async throws -> (PublishingContext, PublishedVersion?) {
        let options = options
        let (dialect, loaders, way, published) = try await options.retry.run(while: \.isPassingRefusal) {
            try await control.run { connection in
                try WriterLock.take(connection)
                let schema = options.schema(connection.dialect)
                try Self.prepare(connection, schema, mode, runID)
                let way = try LoadWay.chosen(by: connection, batchSize: options.batchSize)
                let loaders = options.loaders(threads: connection.poolThreads)
                return (connection.dialect, loaders, way, try connection.publishedVersion())
            }
        }
        notes = way.note.map { [$0] } ?? []
        let schema = options.schema(dialect)
        let loader = MySQLLoader(pool: MySQLPool(server, limit: loaders), schema: schema, way: way, retry: options.retry)
        return (PublishingContext(server: server, options: options, schema: schema, loader: loader, control: control, runID: runID), published)
    }

    private static func prepare(_ connection: MySQLConnection, _ schema: MySQLSchema, _ mode: RunRecord.Mode, _ runID: String) throws {
        try connection.checkVersion()
        try connection.rehearse(schema)
        try connection.checkOwner(of: GoldCatalog.ledger.map(\.name))
        try connection.checkOwner(of: GoldCatalog.views)
        try connection.createLedger(schema)
        try connection.dropLeftovers()
        try connection.settleDeadRuns()
        let now = try connection.value("SELECT UNIX_TIMESTAMP()").integer ?? 1
        try connection.record(RunRecord(runID: runID, mode: mode, startedAt: now, status: .running))
    }
}

extension MySQLConnection {
    /// Throws when the server is older than what is supported.
    func checkVersion() throws {
        guard !dialect.isSupported else { return }
        throw GoldError(.unreachable, "\(dialect) is too old; \(MySQLDialect.mariadb) or \(MySQLDialect.mysql) is needed, or a later one")
    }

    /// The server's `thread_pool_size`. Nil where it has none.
    var poolThreads: Int? { (try? value("SELECT @@GLOBAL.thread_pool_size"))?.integer.map { Int($0) } }
}

extension MySQLOptions {
    /// The DDL for a server of `dialect`.
    func schema(_ dialect: MySQLDialect) -> MySQLSchema { MySQLSchema(dialect, partitioned: isPartitioned, indexes: hasIndexes) }
}
