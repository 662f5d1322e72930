import Gold
import Testing

extension GoldStoreConformance {
    /// What publications do that start from the version before.
    static let partialPublications: [ConformanceCheck] = [
        ConformanceCheck("a partial publication replaces the days it names") { probe in
            let store = try probe.makeStore()
            try await publish(
                store, "r1", [(.accidentsSummary, [GoldFixture.accidents(0, count: 10)]), (GoldFixture.everyType, [GoldFixture.everyTypeBatch])])
            let publication = try await store.beginPartialPublication(runID: "r2", replacing: [18_002...18_003, 18_007...18_007])
            #expect(publication.version == 2)
            try await publication.create(.accidentsSummary)
            #expect(try await publication.rowCount(of: .accidentsSummary) == 7)
            try await publication.append(GoldFixture.accidents(3, count: 1), to: .accidentsSummary)
            try await publication.append(GoldFixture.accidents(12, count: 2), to: .accidentsSummary)
            try await publication.create(.datamartQuality)
            #expect(try ids(probe)?.count == 10, "nothing is visible before the commit")
            try await publication.commit(GoldFixture.run("r2", startedAt: 1_700_000_100))
            #expect(try ids(probe) == ["A-0", "A-1", "A-12", "A-13", "A-3", "A-4", "A-5", "A-6", "A-8", "A-9"])
            #expect(
                try probe.rows(of: "every_type", columns: ["id"], orderBy: "id") == nil, "other tables are those of the partial publication alone")
            #expect(try probe.rows(of: "datamart_quality", columns: ["metric"], orderBy: "metric") == [])
            #expect(try await store.ledger(limit: 5).map(\.runID) == ["r2", "r1"])
        },
        ConformanceCheck("an abandoned partial publication changes nothing") { probe in
            let store = try probe.makeStore()
            try await publish(store, "r1", [(.accidentsSummary, [GoldFixture.accidents(0, count: 4)])])
            let publication = try await store.beginPartialPublication(runID: "r2", replacing: [18_000...18_003])
            try await publication.create(.accidentsSummary)
            await publication.abandon()
            #expect(try ids(probe)?.count == 4)
            try await publish(store, "r3", [(.accidentsSummary, [])])
        },
        ConformanceCheck("a partial publication refuses a row that is kept") { probe in
            let store = try probe.makeStore()
            try await publish(store, "r1", [(.accidentsSummary, [GoldFixture.accidents(0, count: 4)])])
            let publication = try await store.beginPartialPublication(runID: "r2", replacing: [18_000...18_000])
            try await publication.create(.accidentsSummary)
            await expectError(.rejected) {
                try await publication.append(GoldFixture.accidents(0, count: 2), to: .accidentsSummary)
                try await publication.commit(GoldFixture.run("r2"))
            }
            await publication.abandon()
            #expect(try ids(probe)?.count == 4)
            try await publish(store, "r3", [])
        },
        ConformanceCheck("a partial publication needs a version before") { probe in
            let store = try probe.makeStore()
            #expect(try await store.publishedPartitions() == nil)
            await expectError(.usage) { _ = try await store.beginPartialPublication(runID: "r1", replacing: []) }
            try await publish(store, "r2", [])
        },
        ConformanceCheck("published partitions are remembered") { probe in
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
        },
    ]
}
