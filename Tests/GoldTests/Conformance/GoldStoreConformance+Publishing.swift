import Gold
import Testing

extension GoldStoreConformance {
    /// What publications do, and the ledger.
    static let publishing: [ConformanceCheck] = [
        everyTypeRoundTrips,
        ConformanceCheck("nothing is visible before commit") { probe in
            let store = try probe.makeStore()
            let publication = try await store.beginPublication(runID: "r1")
            try await publication.create(.accidentsSummary)
            try await publication.append(GoldFixture.accidents(0, count: 10), to: .accidentsSummary)
            #expect(try ids(probe) == nil)
            try await publication.commit(GoldFixture.run("r1"))
            #expect(try ids(probe)?.count == 10)
        },
        ConformanceCheck("a publication replaces the one before") { probe in
            let store = try probe.makeStore()
            try await publish(store, "r1", [(.accidentsSummary, [GoldFixture.accidents(0, count: 10)]), (GoldFixture.everyType, [])])
            try await publish(store, "r2", [(.accidentsSummary, [GoldFixture.accidents(5, count: 3), GoldFixture.accidents(2, count: 2)])])
            #expect(try ids(probe) == ["A-2", "A-3", "A-5", "A-6", "A-7"])
            #expect(try probe.rows(of: "every_type", columns: ["id"], orderBy: "id") == nil)
            #expect(
                try probe.rows(of: "datamart_version", columns: ["version", "run_id", "published_at"], orderBy: "version") == [
                    ["2", "r2", "2023-11-14 22:14:20"]
                ])
        },
        ConformanceCheck("abandon keeps the previous version") { probe in
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
        },
        ConformanceCheck("the ledger is carried over") { probe in
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
        },
        ConformanceCheck("a failed run leaves the tables alone") { probe in
            let store = try probe.makeStore()
            try await publish(store, "r1", [(.accidentsSummary, [GoldFixture.accidents(0, count: 3)])])
            try await store.record(GoldFixture.run("r2", status: .running))
            try await store.record(GoldFixture.run("r2", status: .gated))
            #expect(try ids(probe)?.count == 3)
            #expect(try await store.ledger(limit: 5).map(\.status) == [.gated, .succeeded])
            #expect(try probe.rows(of: "datamart_version", columns: ["run_id"], orderBy: "run_id") == [["r1"]])
        },
        ConformanceCheck("a failed first run publishes nothing") { probe in
            let store = try probe.makeStore()
            try await store.record(GoldFixture.run("r1", status: .failed))
            #expect(try ids(probe) == nil)
            #expect(try probe.rows(of: "datamart_version", columns: ["run_id"], orderBy: "run_id") == [])
            try await publish(store, "r2", [(.accidentsSummary, [])], startedAt: 1_700_000_100)
            #expect(try await store.ledger(limit: 5).map(\.runID) == ["r2", "r1"])
        },
        ConformanceCheck("a second writer is refused") { probe in
            let store = try probe.makeStore()
            let first = try await store.beginPublication(runID: "r1")
            await expectError(.busy) { _ = try await store.beginPublication(runID: "r2") }
            try await store.record(GoldFixture.run("r2", startedAt: 1, status: .failed))
            try await first.commit(GoldFixture.run("r1"))
            #expect(try await store.ledger(limit: 5).map(\.runID) == ["r1", "r2"])
            try await publish(store, "r3", [])
        },
        ConformanceCheck("a run records itself before it abandons") { probe in
            let store = try probe.makeStore()
            let publication = try await store.beginPublication(runID: "r1")
            try await publication.create(.accidentsSummary)
            try await store.record(GoldFixture.run("r1", status: .gated))
            try await publication.append(GoldFixture.accidents(0, count: 2), to: .accidentsSummary)
            await publication.abandon()
            #expect(try await store.ledger(limit: 5).map(\.status) == [.gated])
            #expect(try ids(probe) == nil)
        },
        ConformanceCheck("a duplicate key is refused") { probe in
            let store = try probe.makeStore()
            try await publish(store, "r1", [(.accidentsSummary, [GoldFixture.accidents(0, count: 3)])])
            let error = await expectError(.rejected) {
                try await publish(store, "r2", [(.accidentsSummary, [GoldFixture.accidents(0, count: 3), GoldFixture.accidents(2, count: 1)])])
            }
            #expect(error?.table == "accidents_summary")
            #expect(error?.message.contains("A-2") == true)
            #expect(try ids(probe)?.count == 3)
            try await publish(store, "r3", [])
        },
        ConformanceCheck("a row that does not fit is refused") { probe in
            let store = try probe.makeStore()
            let publication = try await store.beginPublication(runID: "r1")
            try await publication.create(.datamartQuality)
            await expectError(.rejected) { try await publication.append(GoldFixture.finding(value: .infinity), to: .datamartQuality) }
            await publication.abandon()
        },
        ConformanceCheck("only tables of the publication") { probe in
            let publication = try await probe.makeStore().beginPublication(runID: "r1")
            await expectError(.usage) { try await publication.append(GoldFixture.accidents(0, count: 0), to: .accidentsSummary) }
            await expectError(.usage) { try await publication.create(.datamartRuns) }
            try await publication.create(.accidentsSummary)
            await expectError(.usage) { try await publication.create(.accidentsSummary) }
            await publication.abandon()
        },
        ConformanceCheck("a canceled task stops") { probe in
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
        },
        ConformanceCheck("null cities of a state are one") { probe in
            let rows = try GoldFixture.rows(2, of: .kpisSecurity, ["state": .text(["CA", "CA"])])
            let error = await expectError(.rejected) { try await publish(probe.makeStore(), "r1", [(.kpisSecurity, [rows])]) }
            #expect(error?.table == "kpis_security")
        },
    ]

    static let everyTypeRoundTrips = ConformanceCheck("every type round trips") { probe in
        try await publish(probe.makeStore(), "r1", [(GoldFixture.everyType, [GoldFixture.everyTypeBatch])])
        let found = try probe.rows(of: "every_type", columns: GoldFixture.everyType.columns.map(\.name), orderBy: "id")
        #expect(found == GoldFixture.everyTypeRows)
    }
}
