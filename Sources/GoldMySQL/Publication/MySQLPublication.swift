import Gold

/// A publication into tables beside the published ones.
///
/// Rows are encoded as they come and sent by tasks of their own; the years of a partitioned table are tables until the commit puts them
/// together, so that several connections load and index at the same time. A ``StagingSchedule`` decides on each step, this carries it out.
actor MySQLPublication: GoldPublication {
    nonisolated let version: Int64
    private let context: PublishingContext
    /// The tables created, in order.
    private var tables: [StagedTable] = []
    private var schedule: StagingSchedule
    /// The steps under way, by number.
    private var steps: [Int: Task<Void, Never>] = [:]
    /// Who has brought rows and waits for room.
    private var waiting: [CheckedContinuation<Void, any Error>] = []
    /// Who waits to switch the tables.
    private var committing: [CheckedContinuation<Void, any Error>] = []
    private var hasEnded = false

    init(_ context: PublishingContext, version: Int64) {
        self.context = context
        self.version = version
        schedule = StagingSchedule(connections: context.loader.pool.limit, bufferBytes: context.options.bufferBytes)
    }

    func create(_ table: GoldTable) async throws {
        try checkOpen()
        try context.checkNew(table, beside: tables.map(\.table))
        let staged = StagedTable(table, partitioned: context.schema.isPartitioned, staging: context.staging)
        tables.append(staged)
        schedule.tableAdded(isPartitioned: staged.isPartitioned)
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
            let arrivals = tables[index].append(batch, format: context.loader.way.format)
            perform(schedule.rowsArrived(arrivals, for: index))
            if schedule.isFull { try await stoppingWhenCanceled { waiting.append($0) } }
            if let failure = schedule.failure { throw failure }
        }
    }

    func commit(_ run: RunRecord) async throws {
        do {
            try checkOpen()
            try await stoppingWhenCanceled {
                committing.append($0)
                perform(schedule.commit())
            }
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
        stop(CancellationError())
        for step in steps.values { await step.value }
        await context.abandon()
    }

    private func checkOpen() throws(GoldError) { if hasEnded { throw context.ended } }

    private func index(of table: GoldTable) -> Int? { tables.firstIndex { $0.table.name == table.name } }
}

// MARK: Staging

extension MySQLPublication {
    private func perform(_ actions: [StagingSchedule.Action]) {
        for action in actions {
            switch action {
            case .setAside(let part): tables[part.table].parts[part.year]?.setAside()
            case .begin(let step): steps[step.number] = Task { await perform(step) }
            case .takeRows: resume(&waiting)
            case .switchTables: resume(&committing)
            case .stop:
                for step in steps.values { step.cancel() }
                resume(&waiting, throwing: schedule.failure)
                resume(&committing, throwing: schedule.failure)
            }
        }
    }

    private func perform(_ step: StagingStep) async {
        do {
            try await reporting(store: context.server, table: tables[step.part.table].table.name) {
                try Task.checkCancellation()
                try await carryOut(step)
            }
            steps[step.number] = nil
            perform(schedule.stepFinished(step))
        } catch {
            steps[step.number] = nil
            perform(schedule.stepFailed(step, error))
        }
    }

    private func carryOut(_ step: StagingStep) async throws {
        let (index, year) = (step.part.table, step.part.year)
        let (staged, schema, loader) = (tables[index], context.schema, context.loader)
        guard let part = staged.parts[year] else { return }
        switch step.work {
        case .create: try await loader.create(part.name, of: staged.table)
        case .reopen: try await loader.reopen(part.name, of: staged.table)
        case .send(let before, _):
            guard let rows = tables[index].parts[year]?.takeRun() else { return }
            try await loader.send(rows, to: part.name, of: staged.table, before: before)
        case .index(let isRebuilt):
            let found = try await loader.finish(part.name, of: staged.table, rebuilt: isRebuilt)
            tables[index].parts[year]?.found = found
        case .analyze: try await loader.analyze(part.name)
        case .assemble: try await context.control.run { try schema.beginAssembly(of: staged, on: $0) }
        case .attach: try await context.control.run { try $0.attach(part.name, as: year ?? 0, to: staged.name) }
        case .check: try staged.check(schema)
        }
    }

    private func stop(_ error: any Error) { perform(schedule.stop(error)) }

    /// Waits for the continuation that `body` gets; a cancellation of whoever waits stops the publication.
    private func stoppingWhenCanceled(_ body: (CheckedContinuation<Void, any Error>) -> Void) async throws {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation(body)
        } onCancel: {
            Task { await self.stop(CancellationError()) }
        }
    }

    private func resume(_ continuations: inout [CheckedContinuation<Void, any Error>], throwing error: (any Error)? = nil) {
        for continuation in continuations {
            if let error { continuation.resume(throwing: error) } else { continuation.resume() }
        }
        continuations = []
    }
}

// MARK: Switching

extension MySQLPublication {
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
