import Gold
import Testing

/// A kind of store under test: makes empty stores and reads them back without the store's own code.
protocol GoldStoreProbe: Sendable {
    /// A store at a new place.
    func makeStore() throws -> any GoldStore
    /// What a client sees of `table`: a row a line in the order of `columns`, values as text, sorted by `orderBy`. Nil when there is no such table.
    func rows(of table: String, columns: [String], orderBy: String) throws -> [[String?]]?
}

/// What every store must do, written against the protocol alone. A store's tests call each with a probe of their own.
enum GoldStoreConformance {
    static func everyTypeRoundTrips(_ probe: any GoldStoreProbe) async throws {
        try await publish(probe.makeStore(), "r1", [(GoldFixture.everyType, [GoldFixture.everyTypeBatch])])
        let found = try probe.rows(of: "every_type", columns: GoldFixture.everyType.columns.map(\.name), orderBy: "id")
        #expect(found == GoldFixture.everyTypeRows)
    }

    static func nothingIsVisibleBeforeCommit(_ probe: any GoldStoreProbe) async throws {
        let store = try probe.makeStore()
        let publication = try await store.beginPublication(runID: "r1")
        try await publication.create(.accidentsSummary)
        try await publication.append(GoldFixture.accidents(0, count: 10), to: .accidentsSummary)
        #expect(try ids(probe) == nil)
        try await publication.commit(GoldFixture.run("r1"))
        #expect(try ids(probe)?.count == 10)
    }

    static func aPublicationReplacesTheOneBefore(_ probe: any GoldStoreProbe) async throws {
        let store = try probe.makeStore()
        try await publish(store, "r1", [(.accidentsSummary, [GoldFixture.accidents(0, count: 10)]), (GoldFixture.everyType, [])])
        try await publish(store, "r2", [(.accidentsSummary, [GoldFixture.accidents(5, count: 3), GoldFixture.accidents(2, count: 2)])])
        #expect(try ids(probe) == ["A-2", "A-3", "A-5", "A-6", "A-7"])
        #expect(try probe.rows(of: "every_type", columns: ["id"], orderBy: "id") == nil)
        #expect(
            try probe.rows(of: "datamart_version", columns: ["version", "run_id", "published_at"], orderBy: "version") == [
                ["2", "r2", "2023-11-14 22:14:20"]
            ])
    }

    static func abandonKeepsThePreviousVersion(_ probe: any GoldStoreProbe) async throws {
        let store = try probe.makeStore()
        try await publish(store, "r1", [(.accidentsSummary, [GoldFixture.accidents(0, count: 3)])])
        let publication = try await store.beginPublication(runID: "r2")
        #expect(publication.version == 2)
        try await publication.create(.accidentsSummary)
        try await publication.append(GoldFixture.accidents(7, count: 3), to: .accidentsSummary)
        await publication.abandon()
        #expect(try ids(probe) == ["A-0", "A-1", "A-2"])
        await expectError(.usage) { try await publication.append(GoldFixture.accidents(7, count: 3), to: .accidentsSummary) }
        await publication.abandon()
        try await publish(store, "r3", [(.accidentsSummary, [])])
        #expect(try ids(probe) == [])
    }

    static func theLedgerIsCarriedOver(_ probe: any GoldStoreProbe) async throws {
        let store = try probe.makeStore()
        #expect(try await store.ledger(limit: 5).isEmpty)
        try await publish(store, "r1", [], startedAt: 1_000)
        var failed = GoldFixture.run("r2", startedAt: 2_000, status: .failed)
        failed.error = "the disk's \"full\" 🚦"
        try await store.record(failed)
        try await publish(store, "r3", [], startedAt: 3_000)
        let ledger = try await store.ledger(limit: 5)
        #expect(ledger.map(\.runID) == ["r3", "r2", "r1"])
        #expect(ledger.map(\.dataVersion) == [2, nil, 1])
        #expect(ledger[1] == failed)
        #expect(try await store.ledger(limit: 1).map(\.runID) == ["r3"])
    }

    static func aFailedRunLeavesTheTablesAlone(_ probe: any GoldStoreProbe) async throws {
        let store = try probe.makeStore()
        try await publish(store, "r1", [(.accidentsSummary, [GoldFixture.accidents(0, count: 3)])])
        try await store.record(GoldFixture.run("r2", status: .running))
        try await store.record(GoldFixture.run("r2", status: .gated))
        #expect(try ids(probe)?.count == 3)
        #expect(try await store.ledger(limit: 5).map(\.status) == [.gated, .succeeded])
        #expect(try probe.rows(of: "datamart_version", columns: ["run_id"], orderBy: "run_id") == [["r1"]])
    }

    static func aFailedFirstRunPublishesNothing(_ probe: any GoldStoreProbe) async throws {
        let store = try probe.makeStore()
        try await store.record(GoldFixture.run("r1", status: .failed))
        #expect(try ids(probe) == nil)
        #expect(try probe.rows(of: "datamart_version", columns: ["run_id"], orderBy: "run_id") == [])
        try await publish(store, "r2", [(.accidentsSummary, [])], startedAt: 1_700_000_100)
        #expect(try await store.ledger(limit: 5).map(\.runID) == ["r2", "r1"])
    }

    static func aSecondWriterIsRefused(_ probe: any GoldStoreProbe) async throws {
        let store = try probe.makeStore()
        let first = try await store.beginPublication(runID: "r1")
        await expectError(.busy) { _ = try await store.beginPublication(runID: "r2") }
        try await store.record(GoldFixture.run("r2", startedAt: 1, status: .failed))
        try await first.commit(GoldFixture.run("r1"))
        #expect(try await store.ledger(limit: 5).map(\.runID) == ["r1", "r2"])
        try await publish(store, "r3", [])
    }

    static func aRunRecordsItselfBeforeItAbandons(_ probe: any GoldStoreProbe) async throws {
        let store = try probe.makeStore()
        let publication = try await store.beginPublication(runID: "r1")
        try await publication.create(.accidentsSummary)
        try await store.record(GoldFixture.run("r1", status: .gated))
        try await publication.append(GoldFixture.accidents(0, count: 2), to: .accidentsSummary)
        await publication.abandon()
        #expect(try await store.ledger(limit: 5).map(\.status) == [.gated])
        #expect(try ids(probe) == nil)
    }

    static func aDuplicateKeyIsRefused(_ probe: any GoldStoreProbe) async throws {
        let store = try probe.makeStore()
        try await publish(store, "r1", [(.accidentsSummary, [GoldFixture.accidents(0, count: 3)])])
        let error = await expectError(.rejected) {
            try await publish(store, "r2", [(.accidentsSummary, [GoldFixture.accidents(0, count: 3), GoldFixture.accidents(2, count: 1)])])
        }
        #expect(error?.table == "accidents_summary")
        #expect(error?.message.contains("A-2") == true)
        #expect(try ids(probe)?.count == 3)
        try await publish(store, "r3", [])
    }

    static func aRowThatDoesNotFitIsRefused(_ probe: any GoldStoreProbe) async throws {
        let store = try probe.makeStore()
        let publication = try await store.beginPublication(runID: "r1")
        try await publication.create(.datamartQuality)
        await expectError(.rejected) { try await publication.append(GoldFixture.finding(value: .infinity), to: .datamartQuality) }
        await publication.abandon()
    }

    static func tablesOfThePublicationAlone(_ probe: any GoldStoreProbe) async throws {
        let publication = try await probe.makeStore().beginPublication(runID: "r1")
        await expectError(.usage) { try await publication.append(GoldFixture.accidents(0, count: 0), to: .accidentsSummary) }
        await expectError(.usage) { try await publication.create(.datamartRuns) }
        try await publication.create(.accidentsSummary)
        await expectError(.usage) { try await publication.create(.accidentsSummary) }
        await publication.abandon()
    }

    static func aCancelledTaskStops(_ probe: any GoldStoreProbe) async throws {
        let store = try probe.makeStore()
        let task = Task {
            let publication = try await store.beginPublication(runID: "r1")
            try await publication.create(.accidentsSummary)
            withUnsafeCurrentTask { $0?.cancel() }
            await #expect(throws: CancellationError.self) {
                try await publication.append(GoldFixture.accidents(0, count: 3), to: .accidentsSummary)
            }
            await #expect(throws: CancellationError.self) { try await publication.commit(GoldFixture.run("r1")) }
        }
        try await task.value
        #expect(try ids(probe) == nil)
        try await publish(store, "r2", [])
    }

    static func nullCitiesOfAStateAreOne(_ probe: any GoldStoreProbe) async throws {
        let rows = try GoldFixture.rows(2, of: .kpisSecurity, ["state": .text(["CA", "CA"])])
        let error = await expectError(.rejected) { try await publish(probe.makeStore(), "r1", [(.kpisSecurity, [rows])]) }
        #expect(error?.table == "kpis_security")
    }

    // MARK: Refreshes

    static func aRefreshReplacesTheDaysItNames(_ probe: any GoldStoreProbe) async throws {
        let store = try probe.makeStore()
        try await publish(
            store, "r1", [(.accidentsSummary, [GoldFixture.accidents(0, count: 10)]), (GoldFixture.everyType, [GoldFixture.everyTypeBatch])])
        let refresh = try await store.beginPartialPublication(runID: "r2", replacing: [18_002...18_003, 18_007...18_007])
        #expect(refresh.version == 2)
        try await refresh.create(.accidentsSummary)
        #expect(try await refresh.rowCount(of: .accidentsSummary) == 7)
        try await refresh.append(GoldFixture.accidents(3, count: 1), to: .accidentsSummary)
        try await refresh.append(GoldFixture.accidents(12, count: 2), to: .accidentsSummary)
        try await refresh.create(.datamartQuality)
        #expect(try ids(probe)?.count == 10, "nothing is visible before the commit")
        try await refresh.commit(GoldFixture.run("r2", startedAt: 1_700_000_100))
        #expect(try ids(probe) == ["A-0", "A-1", "A-12", "A-13", "A-3", "A-4", "A-5", "A-6", "A-8", "A-9"])
        #expect(try probe.rows(of: "every_type", columns: ["id"], orderBy: "id") == nil, "other tables are those of the refresh alone")
        #expect(try probe.rows(of: "datamart_quality", columns: ["metric"], orderBy: "metric") == [])
        #expect(try await store.ledger(limit: 5).map(\.runID) == ["r2", "r1"])
    }

    static func anAbandonedRefreshChangesNothing(_ probe: any GoldStoreProbe) async throws {
        let store = try probe.makeStore()
        try await publish(store, "r1", [(.accidentsSummary, [GoldFixture.accidents(0, count: 4)])])
        let refresh = try await store.beginPartialPublication(runID: "r2", replacing: [18_000...18_003])
        try await refresh.create(.accidentsSummary)
        await refresh.abandon()
        #expect(try ids(probe)?.count == 4)
        try await publish(store, "r3", [(.accidentsSummary, [])])
    }

    static func aRefreshRefusesARowThatIsKept(_ probe: any GoldStoreProbe) async throws {
        let store = try probe.makeStore()
        try await publish(store, "r1", [(.accidentsSummary, [GoldFixture.accidents(0, count: 4)])])
        let refresh = try await store.beginPartialPublication(runID: "r2", replacing: [18_000...18_000])
        try await refresh.create(.accidentsSummary)
        await expectError(.rejected) {
            try await refresh.append(GoldFixture.accidents(0, count: 2), to: .accidentsSummary)
            try await refresh.commit(GoldFixture.run("r2"))
        }
        await refresh.abandon()
        #expect(try ids(probe)?.count == 4)
        try await publish(store, "r3", [])
    }

    static func aRefreshNeedsAVersionBefore(_ probe: any GoldStoreProbe) async throws {
        let store = try probe.makeStore()
        #expect(try await store.publishedPartitions() == nil)
        await expectError(.usage) { _ = try await store.beginPartialPublication(runID: "r1", replacing: []) }
        try await publish(store, "r2", [])
    }

    static func publishedPartitionsAreRemembered(_ probe: any GoldStoreProbe) async throws {
        let store = try probe.makeStore()
        let partitions = [
            PublishedPartition(name: "", fingerprint: "0123456789abcdef", months: [], rows: 0),
            PublishedPartition(name: "accident_year=2016/accident_month=2", fingerprint: "fedcba9876543210", months: [24_193, 24_194], rows: 7),
        ]
        let batch = try PublishedPartition.batch(of: partitions)
        try await publish(store, "r1", GoldCatalog.content.map { ($0, $0 == .datamartPartitions ? [batch] : []) })
        #expect(try await store.publishedPartitions() == partitions)
        try await publish(store, "r2", [(.accidentsSummary, [])])
        #expect(try await store.publishedPartitions()?.isEmpty ?? true)
    }

    // MARK: What the checks share

    /// Publishes `tables` with their batches as run `runID`.
    static func publish(
        _ store: any GoldStore, _ runID: String, _ tables: [(GoldTable, [RowBatch])], startedAt: Int64 = 1_700_000_000
    ) async throws {
        let publication = try await store.beginPublication(runID: runID)
        for (table, batches) in tables {
            try await publication.create(table)
            for batch in batches { try await publication.append(batch, to: table) }
        }
        try await publication.commit(GoldFixture.run(runID, startedAt: startedAt))
    }

    private static func ids(_ probe: any GoldStoreProbe) throws -> [String?]? {
        try probe.rows(of: "accidents_summary", columns: ["id"], orderBy: "id")?.map { $0[0] }
    }

    @discardableResult
    static func expectError(_ code: GoldError.Code, _ body: () async throws -> Void) async -> GoldError? {
        let error = await #expect(throws: GoldError.self) { try await body() }
        #expect(error?.code == code, "\(error.map(String.init(describing:)) ?? "")")
        return error
    }
}
