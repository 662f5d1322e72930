import Gold

/// A publication into tables beside the published ones.
///
/// Rows are encoded as they come and sent by tasks of their own; the years of a partitioned table are tables until the commit puts them
/// together, so that several connections load and index at the same time.
actor MySQLPublication: GoldPublication {
    nonisolated let version: Int64
    private let context: PublishingContext
    /// The tables created, in order.
    private var tables: [StagedTable] = []
    /// Bytes of rows that wait in buffers, and of those being sent.
    private var buffered = 0
    private var inFlight = 0
    /// Every step at the server.
    private var steps: [Task<Void, any Error>] = []
    /// What was thrown first; steps that were not begun by then are not.
    private var failure: (any Error)?
    /// Rows that wait until a step has ended.
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var hasEnded = false

    init(_ context: PublishingContext, version: Int64) {
        self.context = context
        self.version = version
    }

    func create(_ table: GoldTable) async throws {
        try checkOpen()
        try context.checkNew(table, beside: tables.map(\.table))
        let staged = StagedTable(table, partitioned: context.schema.isPartitioned, staging: context.staging)
        tables.append(staged)
        try await reporting(store: context.server, table: table.name) {
            try await context.control.run { try $0.checkOwner(of: [table.name]) }
            if !staged.isPartitioned { try await context.loader.create(staged.name, of: table) }
        }
    }

    func rowCount(of table: GoldTable) async throws -> Int {
        guard let index = index(of: table) else { throw context.unknown(table) }
        return tables[index].rows
    }

    func append(_ batch: RowBatch, to table: GoldTable) async throws {
        try Task.checkCancellation()
        try checkOpen()
        guard let index = index(of: table) else { throw context.unknown(table) }
        try await reporting(store: context.server, table: table.name) {
            try batch.validate(for: table)
            try batch.validateTimes(for: table)
            buffered += tables[index].append(batch, format: context.loader.way.format)
            finishIdleParts(of: index)
            try await makeRoom()
        }
    }

    func commit(_ run: RunRecord) async throws {
        do {
            try checkOpen()
            try await finishTables()
            try Task.checkCancellation()
            try await reporting(store: context.server) { try await publish(run) }
        } catch {
            await abandon()
            throw error
        }
    }

    func abandon() async {
        guard !hasEnded else { return }
        hasEnded = true
        cancelSteps()
        for step in steps { _ = try? await step.value }
        await context.abandon()
    }

    private func checkOpen() throws(GoldError) { if hasEnded { throw context.ended } }

    private func index(of table: GoldTable) -> Int? { tables.firstIndex { $0.table.name == table.name } }
}

// MARK: Sending

extension MySQLPublication {
    /// Rows that come for other years before a year counts as complete; if it was not, its indexes are built once more.
    private static let idleRows = 50_000

    /// Sends and indexes the years that no row has come for lately, while others are still being read.
    private func finishIdleParts(of index: Int) {
        let table = tables[index]
        guard table.isPartitioned else { return }
        for (year, part) in table.parts where !part.isFinished && table.rows - part.lastUse >= Self.idleRows { finish(year, of: index) }
    }

    /// Sends what has waited longest until what waits fits its budget, and waits while too much is on its way.
    private func makeRoom() async throws {
        if let failure { throw failure }
        let budget = context.options.bufferBytes
        while buffered > budget, let (index, year) = leastRecentlyUsed() { flush(year, of: index) }
        while inFlight > budget {
            if let failure { throw failure }
            await stoppingWhenCancelled { await withCheckedContinuation { waiting.append($0) } }
            try Task.checkCancellation()
        }
    }

    private func leastRecentlyUsed() -> (index: Int, year: Int?)? {
        let waiting = tables.indices.flatMap { index in
            tables[index].parts.filter { $0.value.buffer.rowCount > 0 }.map { (index, $0.key, tables[index].rows - $0.value.lastUse) }
        }
        return waiting.max { $0.2 < $1.2 }.map { ($0.0, $0.1) }
    }

    /// Hands the rows that wait for a part to a task that sends them after those before.
    private func flush(_ year: Int?, of index: Int) {
        guard var part = tables[index].parts[year], part.buffer.rowCount > 0 else { return }
        let (rows, before, isFirst, isReopened) = (part.buffer, part.rowsSent, part.runs == 0 && part.year != nil, part.isFinished)
        let (name, loader, table) = (part.name, context.loader, tables[index].table)
        part.buffer = RowBuffer()
        part.runs += 1
        part.rowsSent += rows.rowCount
        part.isFinished = false
        buffered -= rows.size
        inFlight += rows.size
        part.work = step(after: part.work, table: table.name) {
            if isFirst { try await loader.create(name, of: table, weight: rows.rowCount) }
            if isReopened { try await loader.reopen(name, of: table, weight: before) }
            try await loader.send(rows, to: name, of: table, before: before)
            await self.sent(rows.size)
        }
        tables[index].parts[year] = part
    }

    /// Sends what waits for a part, and lets its indexes be built.
    private func finish(_ year: Int?, of index: Int) {
        flush(year, of: index)
        guard var part = tables[index].parts[year], !part.isFinished else { return }
        let (name, loader, table, isRebuilt, rows) = (part.name, context.loader, tables[index].table, part.runs > 1, part.rowCount)
        part.isFinished = true
        part.work = step(after: part.work, table: table.name) {
            await self.found(try await loader.finish(name, of: table, rebuilt: isRebuilt, weight: rows), in: year, of: index)
        }
        tables[index].parts[year] = part
    }

    private func sent(_ size: Int) { inFlight -= size }

    /// Lets the rows go on that wait for room.
    private func ended() {
        for continuation in waiting { continuation.resume() }
        waiting = []
    }

    /// Stops everything because of `error`.
    private func fail(_ error: any Error) {
        if failure == nil { failure = error }
        cancelSteps()
        ended()
    }

    private func cancelSteps() { for step in steps { step.cancel() } }

    /// Calls `body`, which waits for steps; they end when the task that waits is canceled.
    private func stoppingWhenCancelled<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        try await withTaskCancellationHandler(operation: body) { Task { await self.cancelSteps() } }
    }

    private func found(_ sums: TableSums, in year: Int?, of index: Int) { tables[index].parts[year]?.found = sums }

    private func step(
        after previous: Task<Void, any Error>?, table: String, _ body: @escaping @Sendable () async throws -> Void
    ) -> Task<Void, any Error> {
        let server = context.server
        let task = Task {
            do {
                try await previous?.value
                try Task.checkCancellation()
                try await reporting(store: server, table: table, body)
                ended()
            } catch {
                fail(error)
                throw error
            }
        }
        steps.append(task)
        return task
    }
}

// MARK: Finishing

extension MySQLPublication {
    /// Sends and indexes what is left, checks every table against what was sent, and puts partitioned ones together.
    private func finishTables() async throws {
        for index in tables.indices {
            for year in Array(tables[index].parts.keys) { finish(year, of: index) }
        }
        await stoppingWhenCancelled {
            await withTaskGroup { group in
                for index in tables.indices { group.addTask { await self.finishTable(index) } }
            }
        }
        if let failure { throw failure }
    }

    private func finishTable(_ index: Int) async {
        let table = tables[index]
        do {
            try await reporting(store: context.server, table: table.table.name) {
                if table.isPartitioned { try await context.control.run { [context] in try context.schema.beginAssembly(of: table, on: $0) } }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for part in table.parts.values { group.addTask { try await self.finish(part, of: table) } }
                    try await group.waitForAll()
                }
                try tables[index].check(context.schema)
            }
        } catch {
            fail(error)
        }
    }

    /// Waits until the rows of `part` are there with their indexes. A year becomes a partition then, while others are still being worked on.
    private func finish(_ part: StagedPart, of table: StagedTable) async throws {
        try await part.work?.value
        try Task.checkCancellation()
        if let failure { throw failure }
        guard let year = part.year else { return try await context.loader.analyze(part.name) }
        try await context.control.run { try $0.attach(part.name, as: year, to: table.name) }
    }

    /// Switches, and records the run. Once readers see the new version nothing may fail any more.
    private func publish(_ run: RunRecord) async throws {
        var run = run
        run.dataVersion = version
        run.status = .running
        let (context, pending, version) = (context, run, version)
        let names = tables.map(\.table.name) + [GoldTable.datamartVersion.name]
        try await context.control.run { connection in
            try connection.stageVersion(version, pending, context)
            try connection.record(pending)
            try WriterLock.check(connection)
        }
        try await switchTables(names)
        hasEnded = true
        run.status = .succeeded
        // Should this fail, the next run settles the row by the version that is published.
        try? await context.control.run { [run] in try $0.record(run) }
        await context.settle(tables.map(\.table))
    }

    /// A connection that is lost while the tables are renamed does not say whether they were: the published version does.
    private func switchTables(_ names: [String]) async throws {
        do {
            try await Switch.perform(names, context)
        } catch let error as MySQLError where error.endsConnection {
            let published = try await context.control.run { try $0.publishedVersion() }
            if published?.runID != context.runID { throw error }
        }
    }
}
