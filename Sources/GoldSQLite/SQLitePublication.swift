import Foundation
import GRDB
import Gold

/// A publication into a new database file beside the published one.
actor SQLitePublication: GoldPublication {
    nonisolated let version: Int64

    /// What exists while the publication is under way.
    private struct Building {
        let file: URL
        let database: DatabaseQueue
        /// Released with the last reference to it.
        let lock: FileLock
    }

    private let files: StoreFiles
    private let runID: String
    /// Nil once the publication has ended.
    private var building: Building?
    /// The tables created, in order, and the rows appended to each.
    private var tables: [GoldTable] = []
    private var rows: [String: Int] = [:]
    /// Whether `accidents_summary` came with its rows, key and indexes from the version before.
    private var carriesSummary = false
    private let thread = SerialThread(label: "datamart.sqlite.publication")

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    init(files: StoreFiles, runID: String, version: Int64, lock: FileLock) throws(GoldError) {
        self.files = files
        self.runID = runID
        self.version = version
        let file = files.building(runID: runID)
        let database = try reporting(store: files.store) {
            let database = try DatabaseQueue.building(at: file)
            try database.write { try $0.createLedger() }
            return database
        }
        building = Building(file: file, database: database, lock: lock)
    }

    /// A publication that begins with the accidents of `published`, those of `days` left out.
    init(
        files: StoreFiles, runID: String, version: Int64, lock: FileLock, startingFrom published: PublishedFile, without days: [ClosedRange<Int32>]
    ) throws(GoldError) {
        self.files = files
        self.runID = runID
        self.version = version
        let file = files.building(runID: runID)
        let (database, kept) = try reporting(store: files.store) {
            let database = try DatabaseQueue.building(at: file)
            try published.copy(to: database)
            return (database, try database.write { try $0.keepSummary(without: days) })
        }
        rows[GoldTable.accidentsSummary.name] = kept
        carriesSummary = true
        building = Building(file: file, database: database, lock: lock)
    }

    func rowCount(of table: GoldTable) async throws -> Int {
        guard let count = rows[table.name] else {
            throw GoldError(.usage, "the table was not created in this publication", table: table.name, store: files.store)
        }
        return count
    }

    func create(_ table: GoldTable) async throws {
        if carriesSummary, table == .accidentsSummary, !tables.contains(table) { return tables.append(table) }
        guard rows[table.name] == nil, !GoldCatalog.ledger.contains(where: { $0.name == table.name }) else {
            throw GoldError(.usage, "the table is there already", table: table.name, store: files.store)
        }
        let database = try current().database
        try reporting(store: files.store, table: table.name) {
            try database.write { try $0.execute(sql: SQLiteSchema.createTable(table, withKey: false)) }
        }
        tables.append(table)
        rows[table.name] = 0
    }

    func append(_ batch: RowBatch, to table: GoldTable) async throws {
        try Task.checkCancellation()
        guard let before = rows[table.name] else {
            throw GoldError(.usage, "the table was not created in this publication", table: table.name, store: files.store)
        }
        let database = try current().database
        try reporting(store: files.store, table: table.name) {
            try batch.validate(for: table)
            try database.write { try $0.load(batch, into: table) }
        }
        rows[table.name] = before + batch.rowCount
    }

    func commit(_ run: RunRecord) async throws {
        do {
            try finishTables()
            try Task.checkCancellation()
            try switchFiles(run)
        } catch {
            await abandon()
            throw error
        }
    }

    func abandon() async {
        guard let ended = building else { return }
        building = nil
        try? ended.database.close()
        try? FileManager.default.removeItem(at: ended.file)
    }

    private func current() throws(GoldError) -> Building {
        guard let building else { throw GoldError(.usage, "the publication of run \(runID) has ended", store: files.store) }
        return building
    }

    private func finishTables() throws {
        let database = try current().database
        for table in tables {
            try Task.checkCancellation()
            try reporting(store: files.store, table: table.name) {
                let isIndexed = carriesSummary && table == .accidentsSummary
                try database.writeWithoutTransaction { try $0.finish(table, rows: rows[table.name] ?? 0, isIndexed: isIndexed) }
            }
        }
        try reporting(store: files.store) {
            for view in GoldCatalog.views(of: tables) {
                try database.writeWithoutTransaction { try $0.execute(sql: SQLiteSchema.createView(view)) }
            }
            try database.writeWithoutTransaction { try $0.analyzeAndCheck() }
        }
    }

    /// Carries the ledger over, adds `run`, and puts the new file in the old one's place.
    private func switchFiles(_ run: RunRecord) throws(GoldError) {
        let building = try current()
        let replacement = try Replacement(files)
        let earlier = try replacement.previous?.ledger(limit: .max) ?? []
        try reporting(store: files.store) {
            try building.database.write { try record(run, after: earlier, in: $0) }
            try building.database.close()
        }
        try replacement.complete(with: building.file)
        self.building = nil
    }

    private func record(_ run: RunRecord, after earlier: [RunRecord], in database: Database) throws {
        var published = run
        published.status = .succeeded
        published.dataVersion = version
        let runs = earlier.reversed().filter { $0.runID != run.runID } + [published]
        try database.load(RunRecord.batch(of: runs), into: .datamartRuns)
        let publishedAt = run.finishedAt ?? run.startedAt
        let row = try RowBatch(
            for: .datamartVersion, ["version": .integers([version]), "run_id": .text([run.runID]), "published_at": .timestamps([publishedAt])])
        try database.load(row, into: .datamartVersion)
    }
}
