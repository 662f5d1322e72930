import Foundation
import Gold
import GoldMySQL
import TestSupport
import Testing

/// Partial publications, beyond what every store must do.
@Suite("MySQL store: partial publications", .enabled(if: TestServer.isAvailable))
struct MySQLPartialPublicationTests {
    @Test("Readers see one version, whole, during full and partial publications", .timeLimit(.minutes(15)))
    func readers() async throws {
        try await Self.publish(times: 3)
    }

    /// Publishes `times` versions of each kind while a reader looks on.
    static func publish(times: Int) async throws {
        let probe = try MySQLProbe()
        let store = try probe.makeStore()
        try await VersionedGold.publish(store, "r0")
        let reader = try VersionReader(probe.database)
        let publications = Task {
            for number in 1...times {
                try await VersionedGold.publishPartially(store, "i\(number)")
                try await VersionedGold.publish(store, "f\(number)")
            }
            for number in times + 1..<2 * times { try await VersionedGold.publishPartially(store, "i\(number)") }
        }
        _ = await publications.result
        let seen = await reader.stop()
        try await publications.value
        #expect(seen.wrong.isEmpty, "\(seen.wrong.prefix(3))")
        #expect(seen.versions.count > times / 2 && seen.rounds >= times, "\(seen)")
        #expect(try probe.database.lines("SELECT version FROM datamart_version") == ["\(3 * times)"])
    }

    @Test("A transaction that is open across a partial publication keeps its version, and keeps nobody waiting")
    func openTransaction() async throws {
        let (probe, store) = try await published()
        let reader = try MySQLClient(probe.database)
        let sum = "SELECT SUM(distance_miles) FROM accidents_summary; SELECT version FROM datamart_version"
        let before = try reader.run("START TRANSACTION WITH CONSISTENT SNAPSHOT; \(sum)")
        try await VersionedGold.publishPartially(store, "r2")
        #expect(try reader.run("\(sum); SELECT MAX(accident_count) FROM agg_daily") == before + "\n1")
        #expect(try reader.run("COMMIT; \(sum); SELECT MAX(accident_count) FROM agg_daily") != before + "\n1")
        #expect(try reader.run("SELECT version FROM datamart_version; SELECT distance_miles FROM accidents_summary WHERE id = 'marker'") == "2\n2")
    }

    @Test("Rows that memory has no room for go beside the published tables", arguments: [true, false])
    func staging(isPartitioned: Bool) async throws {
        var options = MySQLOptions.quick
        (options.bufferBytes, options.isPartitioned) = (20_000, isPartitioned)
        let (probe, store) = try await published(options)
        let more = (0..<20).map { GoldFixture.accidents(10_000 + $0 * 100, count: 100) }
        let publication = try await store.beginPartialPublication(runID: "r2", replacing: [VersionedGold.day...VersionedGold.day])
        try await publication.create(.accidentsSummary)
        for batch in more { try await publication.append(batch, to: .accidentsSummary) }
        #expect(try await publication.rowCount(of: .accidentsSummary) == 2_009)
        let staged = try #require(try probe.database.lines("SHOW TABLES").first { $0.hasPrefix("datamart_load_") })
        #expect(staged.hasSuffix("_accidents_summary"))
        #expect(try probe.database.lines("SELECT COUNT(*) > 1000 FROM \(staged)") == ["1"])
        await publication.abandon()
        try await VersionedGold.publishPartially(store, "r3", more: more)
        #expect(try probe.database.lines("SELECT COUNT(*), COUNT(DISTINCT id), SUM(id = 'marker') FROM accidents_summary") == ["2010\t2010\t1"])
        #expect(try leftovers(probe).isEmpty)
    }

    @Test("Years that come get partitions of their own, between others and after them")
    func newYears() async throws {
        let (probe, store) = try await published()
        func partitions() throws -> [String] {
            try probe.database.lines(
                """
                SELECT CONCAT(PARTITION_NAME, ' ', PARTITION_DESCRIPTION) FROM information_schema.PARTITIONS
                WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'accidents_summary' ORDER BY PARTITION_ORDINAL_POSITION
                """)
        }
        #expect(try partitions() == ["p2019 2020", "p_future MAXVALUE"])
        // 2027-06-19, 2017-07-11, 2023-03-03
        let more = [20_988, 17_358, 19_419].map { GoldFixture.accident("N-\($0)", day: $0) }
        try await VersionedGold.publishPartially(store, "r2", more: more)
        #expect(try partitions() == ["p2017 2018", "p2019 2020", "p2023 2024", "p2027 2028", "p_future MAXVALUE"])
        let rows = "SELECT COUNT(distance_miles) FROM accidents_summary PARTITION"
        #expect(
            try probe.database.lines("\(rows) (p2017); \(rows) (p2019); \(rows) (p2023); \(rows) (p2027); \(rows) (p_future)") == [
                "1", "10", "1", "1", "0",
            ])
        #expect(try await store.publishedPartitions() != nil)
    }

    @Test("New rows may have days that others keep")
    func sharedDays() async throws {
        let (probe, store) = try await published()
        try await VersionedGold.publishPartially(
            store, "r2", more: [GoldFixture.accident("N-1", day: 18_001), GoldFixture.accident("N-2", day: 18_001)])
        #expect(try probe.database.lines("SELECT id FROM accidents_summary WHERE accident_date = '2019-04-15' ORDER BY id") == ["A-1", "N-1", "N-2"])
    }

    @Test("A table without partitions and without indexes is renewed as well")
    func plainTables() async throws {
        var options = MySQLOptions.quick
        (options.isPartitioned, options.hasIndexes) = (false, false)
        let (probe, store) = try await published(options)
        #expect(try await store.publishedPartitions() != nil)
        try await VersionedGold.publishPartially(store, "r2")
        #expect(try probe.database.lines("SELECT id FROM accidents_summary WHERE distance_miles = 2") == ["marker"])
    }

    @Test("Accidents that somebody has added or removed are counted")
    func tamperedRows() async throws {
        let (probe, store) = try await published()
        try probe.database.sql(
            "DELETE FROM accidents_summary WHERE id IN ('A-5', 'A-6'); INSERT INTO accidents_summary (id, state, accident_date) VALUES ('x', 'CA', '2019-04-15')"
        )
        let publication = try await store.beginPartialPublication(runID: "r2", replacing: [VersionedGold.day...VersionedGold.day])
        try await publication.create(.accidentsSummary)
        #expect(try await publication.rowCount(of: .accidentsSummary) == 8)
        await publication.abandon()
    }

    /// Changes that somebody may make to a table.
    private static let alterations = [
        ("agg_city", "DROP TABLE agg_city"), ("agg_city", "DROP TABLE agg_city; CREATE VIEW agg_city AS SELECT 1 AS a"),
        ("hotspots", "ALTER TABLE hotspots COMMENT ''"), ("accidents_summary", "ALTER TABLE accidents_summary DROP KEY idx_location"),
        ("accidents_summary", "ALTER TABLE accidents_summary ADD KEY mine (severity)"),
        ("agg_city", "ALTER TABLE agg_city DROP KEY idx_agg_city_key, ADD KEY idx_agg_city_key (state, city_key)"),
        ("accidents_summary", "ALTER TABLE accidents_summary MODIFY severity BIGINT"),
        ("accidents_summary", "ALTER TABLE accidents_summary MODIFY severity INT UNSIGNED"),
        ("accidents_summary", "ALTER TABLE accidents_summary MODIFY severity INT NOT NULL"),
        ("kpis_weather", "ALTER TABLE kpis_weather MODIFY season VARCHAR(10) COLLATE utf8mb4_unicode_ci NOT NULL"),
        ("kpis_temporal", "ALTER TABLE kpis_temporal MODIFY trend_direction ENUM('up','down')"),
        ("agg_daily", "ALTER TABLE agg_daily ADD remark TEXT"), ("agg_daily", "ALTER TABLE agg_daily RENAME COLUMN severity_1 TO severity_5"),
        ("agg_daily", "ALTER TABLE agg_daily DROP severity_1"), ("hotspots", "ALTER TABLE hotspots ENGINE=MyISAM"),
        ("kpis_security", "ALTER TABLE kpis_security DROP PRIMARY KEY, MODIFY id INT NOT NULL, ADD PRIMARY KEY (id, state)"),
        ("accidents_summary", "ALTER TABLE accidents_summary REMOVE PARTITIONING"),
        ("accidents_summary", "ALTER TABLE accidents_summary DROP PARTITION p_future"),
        (
            "accidents_summary",
            "ALTER TABLE accidents_summary REORGANIZE PARTITION p_future INTO "
                + "(PARTITION p2029 VALUES LESS THAN (2040), PARTITION p_future VALUES LESS THAN MAXVALUE)"
        ), ("datamart_version", "DELETE FROM datamart_version"), ("datamart_partitions", "UPDATE datamart_partitions SET months = 'May'"),
    ]

    @Test("What is not as this version makes it is not renewed")
    func alteredTables() async throws {
        let (probe, store) = try await published()
        for (table, change) in Self.alterations {
            #expect(try await store.publishedPartitions()?.count == 3, "before \(change)")
            try probe.database.sql("CREATE TABLE as_it_was LIKE \(table); INSERT INTO as_it_was SELECT * FROM \(table); \(change)")
            #expect(try await store.publishedPartitions() == nil, "\(change)")
            try probe.database.sql("DROP TABLE IF EXISTS \(table); DROP VIEW IF EXISTS \(table); RENAME TABLE as_it_was TO \(table)")
        }
    }

    @Test("A partial publication starts from the version that it was planned for")
    func anotherRun() async throws {
        let (probe, store) = try await published()
        #expect(try await store.publishedPartitions() != nil)
        try await VersionedGold.publishPartially(probe.makeStore(), "r2")
        let error = await GoldStoreConformance.expectError(.busy) { try await VersionedGold.publishPartially(store, "r3") }
        #expect(error?.message.contains("another run has published") == true)
        #expect(try await store.publishedPartitions() != nil)
        try await VersionedGold.publishPartially(store, "r4")
        #expect(try await store.ledger(limit: 9).map(\.dataVersion).compactMap(\.self).sorted() == [1, 2, 3])
    }

    @Test(
        "The right to publish may be lost with its connection, and is taken again, unless another run has published meanwhile",
        arguments: [false, true])
    func lostLock(isOvertaken: Bool) async throws {
        let (probe, store) = try await published()
        let publication = try await store.beginPartialPublication(runID: "r2", replacing: [])
        let holder = try probe.database.lines("SELECT IS_USED_LOCK(CONCAT('datamart.', LEFT(DATABASE(), 40), '.', CRC32(DATABASE())))")
        try probe.database.sql("KILL \(holder.first ?? "")")
        if isOvertaken { try await VersionedGold.publish(probe.makeStore(), "r3") }
        if isOvertaken {
            let error = await GoldStoreConformance.expectError(.busy) { try await publication.commit(GoldFixture.run("r2")) }
            #expect(error?.message.contains("another run has published") == true)
        } else {
            try await publication.commit(GoldFixture.run("r2"))
        }
        #expect(try probe.database.lines("SELECT run_id FROM datamart_version") == [isOvertaken ? "r3" : "r2"])
        try await VersionedGold.publish(store, "r4")
    }

    // MARK: What the tests share

    private func published(_ options: MySQLOptions = .quick) async throws -> (MySQLProbe, MySQLGoldStore) {
        let probe = try MySQLProbe()
        let store = MySQLGoldStore(probe.server, options: options)
        try await VersionedGold.publish(store, "r1")
        return (probe, store)
    }

    private func leftovers(_ probe: MySQLProbe) throws -> [String] { try probe.database.lines("SHOW TABLES LIKE 'datamart\\\\_%\\\\_%'") }
}
