import Gold

/// A publication that renews some days of `accidents_summary`, and all rows of the other tables, in one transaction.
///
/// New rows wait in memory, or beside the published tables when they are too many, until the commit: readers and writers meet for as long
/// as the transaction takes, and it can be repeated.
actor MySQLPartialPublication: GoldPublication {
    nonisolated let version: Int64
    private let context: PublishingContext
    /// The version that this starts from.
    private let base: PublishedVersion
    /// The days of `accidents_summary` that are taken out.
    private let days: DayRanges
    /// The rows of `accidents_summary` that stay, as the server counts them while Silver is read.
    private let kept: Task<Int, any Error>
    private var tables: [RenewedTable] = []
    private var hasEnded = false

    init(_ context: PublishingContext, from base: PublishedVersion, replacing days: DayRanges) {
        self.context = context
        self.base = base
        self.days = days
        version = base.number + 1
        kept = Task {
            try await context.loader.pool.withSession { session in
                try await session.run { connection in
                    try connection.execute("SET SESSION lock_wait_timeout = \(context.options.lockWaitSeconds)")
                    return try connection.accidents(without: days)
                }
            }
        }
    }

    func create(_ table: GoldTable) async throws {
        try checkOpen()
        try context.checkNew(table, beside: tables.map(\.table))
        try await reporting(store: context.server, table: table.name) { try await context.control.run { try $0.checkOwner(of: [table.name]) } }
        tables.append(RenewedTable(table, staging: context.staging))
    }

    func rowCount(of table: GoldTable) async throws -> Int {
        let added = tables[try index(of: table)].sums.rows
        guard table == .accidentsSummary else { return added }
        return try await reporting(store: context.server, table: table.name) { try await kept.value } + added
    }

    func append(_ batch: RowBatch, to table: GoldTable) async throws {
        try Task.checkCancellation()
        try checkOpen()
        let index = try index(of: table)
        try await reporting(store: context.server, table: table.name) {
            try batch.validate(for: table)
            try batch.validateTimes(for: table)
            tables[index].append(batch, format: context.loader.way.format)
        }
        try await makeRoom()
    }

    func commit(_ run: RunRecord) async throws {
        do {
            try checkOpen()
            try await finishStaging()
            try Task.checkCancellation()
            try await reporting(store: context.server) { try await publish(run) }
        } catch {
            await abandon()
            throw error
        }
        hasEnded = true
        await context.settle(tables.map(\.table))
    }

    func abandon() async {
        guard !hasEnded else { return }
        hasEnded = true
        _ = try? await kept.value
        await context.abandon()
    }

    private func checkOpen() throws(GoldError) { if hasEnded { throw context.ended } }

    private func index(of table: GoldTable) throws(GoldError) -> Int {
        guard let index = tables.firstIndex(where: { $0.table.name == table.name }) else { throw context.unknown(table) }
        return index
    }
}

// MARK: Rows that memory has no room for

extension MySQLPartialPublication {
    /// Stages the rows of the largest table until the others fit into memory.
    private func makeRoom() async throws {
        while tables.reduce(0, { $0 + $1.buffer.size }) > context.options.bufferBytes,
            let index = tables.indices.max(by: { tables[$0].buffer.size < tables[$1].buffer.size })
        {
            try await stage(index)
        }
    }

    private func stage(_ index: Int) async throws {
        let (table, name, before) = (tables[index].table, tables[index].stagingName, tables[index].stagedRows)
        let rows = tables[index].takeBuffer()
        try await reporting(store: context.server, table: table.name) {
            if before == 0 { try await context.loader.create(name, of: table) }
            try await context.loader.send(rows, to: name, of: table, before: before)
        }
    }

    /// Sends the rest of tables whose rows are staged, so that the transaction takes them in the order of their keys.
    private func finishStaging() async throws {
        for index in tables.indices where tables[index].stagedRows > 0 {
            if tables[index].buffer.rowCount > 0 { try await stage(index) }
            try await reporting(store: context.server, table: tables[index].table.name) { [table = tables[index]] in
                try await context.loader.pack(table.stagingName, of: table.table)
            }
        }
        for index in tables.indices { tables[index].sort() }
    }
}

// MARK: Publishing

extension MySQLPartialPublication {
    /// Publishes by one transaction, repeated from its beginning while others win the race for a lock or the connection is lost.
    private func publish(_ run: RunRecord) async throws {
        var run = run
        run.dataVersion = version
        run.status = .succeeded
        let transaction = PartialPublicationTransaction(context: context, base: base, run: run, version: version, days: days, tables: tables)
        do {
            try await Blockers.naming(on: context.control) {
                try await context.options.retry.run(while: { $0.isLostRace || $0.isPassingRefusal }) {
                    try await context.control.run(transaction.perform)
                }
            }
        } catch let error as MySQLError where error.endsConnection {
            // The last try may have been lost after its commit.
            guard (try? await context.control.run(transaction.isDone)) == true else { throw error }
        }
    }
}

extension MySQLConnection {
    /// The rows of `accidents_summary` outside of `days`, counted.
    fileprivate func accidents(without days: DayRanges) throws -> Int {
        let count = "SELECT COUNT(*) FROM accidents_summary"
        return Int(try value("SELECT (\(count)) - (\(count) WHERE \(days.condition(on: "accident_date")))").integer ?? 0)
    }
}
