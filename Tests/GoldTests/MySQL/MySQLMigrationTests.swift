import Foundation
import Gold
import GoldMySQL
import Synchronization
import TestSupport
import Testing

/// What `migrate` makes of a database, judged by what the server's own client says of its tables.
@Suite("MySQL store: migration", .enabled(if: TestServer.isAvailable))
struct MySQLMigrationTests {
    @Test("From an empty database to the schema of a fresh publication; the second plan is empty")
    func emptyDatabase() async throws {
        let (probe, fresh) = (try MySQLProbe(), try MySQLProbe())
        try await publish(fresh, GoldCatalog.content)
        let plan = try await migrate(probe)
        #expect(plan.steps.count == GoldCatalog.tables.count + GoldCatalog.views.count)
        #expect(try probe.database.schema() == fresh.database.schema())
        #expect(try await migrate(probe) == MigrationPlan())
        try await publish(probe, [.accidentsSummary], accidents: 20)
        #expect(try probe.database.lines("SELECT COUNT(*) FROM accidents_summary") == ["20"])
    }

    @Test("From an older schema to that of a fresh publication; rows stay as they are", arguments: Damage.all)
    func olderSchema(_ damage: Damage) async throws {
        let probe = try await published(accidents: 1_200)
        let (schema, rows) = try (probe.database.schema(), probe.database.rows())
        try probe.database.sql(damage.sql)
        try #require(try probe.database.schema() != schema)
        let plan = try await migrate(probe)
        #expect(try probe.database.schema() == schema, "\(plan)")
        #expect(try probe.database.rows() == rows)
        #expect(plan.steps.count == damage.statements, "\(plan)")
        #expect(damage.reasons.allSatisfy { reason in plan.steps.contains { $0.reason.contains(reason) } }, "\(plan)")
        #expect(try await migrate(probe) == MigrationPlan())
        #expect(try probe.database.leftovers().isEmpty)
    }

    @Test("A run that meets the ledger of an earlier version says what to do, and publishes once that is done")
    func olderLedger() async throws {
        let probe = try await published(accidents: 10)
        try probe.database.sql("ALTER TABLE datamart_runs MODIFY mode ENUM('full','incremental') NOT NULL")
        let error = await #expect(throws: GoldError.self) { try await publish(probe, [.accidentsSummary], accidents: 20) }
        #expect(error?.message.contains("datamart migrate") == true && error?.table == "datamart_runs")
        #expect(try probe.database.lines("SELECT COUNT(*) FROM accidents_summary") == ["10"])
        _ = try await migrate(probe)
        try await publish(probe, [.accidentsSummary], accidents: 20)
        #expect(try probe.database.lines("SELECT COUNT(*) FROM accidents_summary") == ["20"])
    }

    @Test("A plan changes nothing")
    func dryRun() async throws {
        let probe = try await published(accidents: 10)
        try probe.database.sql(Damage.everything)
        let schema = try probe.database.schema()
        let plan = try await migrate(probe, isDryRun: true)
        #expect(plan.steps.count >= 8)
        #expect(try probe.database.schema() == schema)
        #expect(try await migrate(probe, isDryRun: true) == plan)
        #expect(try probe.database.leftovers().isEmpty)
    }

    @Test("What Datamart has not made is named, all of it, and nothing is changed")
    func foreign() async throws {
        let probe = try MySQLProbe()
        try probe.database.sql(
            """
            CREATE TABLE hotspots (a INT) COMMENT 'mine'; CREATE VIEW agg_city AS SELECT 1 AS a; CREATE TABLE monthly_trends (a INT);
            CREATE VIEW state_summary AS SELECT * FROM hotspots
            """)
        let schema = try probe.database.schema()
        let error = await GoldStoreConformance.expectError(.foreign) { _ = try await migrate(probe) }
        for name in ["hotspots: a table", "agg_city: a view", "monthly_trends: a table", "state_summary: a view"] {
            #expect(error?.message.contains("\(name) that Datamart has not made") == true, "\(error?.message ?? "")")
        }
        #expect(try probe.database.schema() == schema)
        let plan = try await migrate(probe, isDryRun: true)
        #expect(plan.obstacles.map(\.relation) == ["hotspots", "agg_city", "state_summary", "monthly_trends"])
        #expect(try probe.database.leftovers().isEmpty)
    }

    @Test("Columns of others, and indexes on them, stay and are reported; other indexes go")
    func columnsOfOthers() async throws {
        let probe = try await published(accidents: 10)
        let schema = try probe.database.schema()
        try probe.database.sql(
            """
            ALTER TABLE kpis_security ADD COLUMN note INT FIRST, ADD COLUMN remark INT AFTER city, ADD KEY idx_note (note, state);
            ALTER TABLE accidents_summary ADD KEY idx_mine (distance_miles)
            """)
        let plan = try await migrate(probe)
        #expect(plan.left.map(\.relation) == ["kpis_security", "kpis_security", "kpis_security"])
        #expect(["column note", "column remark", "index idx_note"].allSatisfy { name in plan.left.contains { $0.text.hasPrefix(name) } })
        #expect(plan.steps.map(\.statement) == ["ALTER TABLE `accidents_summary` DROP KEY `idx_mine`"])
        #expect(try await migrate(probe).steps.isEmpty)
        try probe.database.sql("ALTER TABLE kpis_security DROP KEY idx_note, DROP COLUMN note, DROP COLUMN remark")
        #expect(try probe.database.schema() == schema)
    }

    @Test("A figure that nobody knows is not made up: a table with rows must be published anew, an empty one is mended")
    func unknownValues() async throws {
        let probe = try await published(accidents: 10)
        let schema = try probe.database.schema()
        try probe.database.sql(
            "ALTER TABLE datamart_quality DROP COLUMN value; ALTER TABLE hotspots DROP KEY idx_hotspots_rank, DROP COLUMN `rank`; DROP VIEW active_hotspots"
        )
        let error = await GoldStoreConformance.expectError(.foreign) { _ = try await migrate(probe) }
        #expect(error?.message.contains("datamart_quality: column value is missing") == true && error?.message.contains("hotspots") == false)
        try probe.database.sql("DELETE FROM datamart_quality")
        try await migrate(probe)
        #expect(try probe.database.schema() == schema)
    }

    @Test("Rows that do not fit the wanted type are kept, and the column as well")
    func rowsThatDoNotFit() async throws {
        let probe = try await published(accidents: 10)
        try probe.database.sql("ALTER TABLE accidents_summary MODIFY state VARCHAR(9) NOT NULL; UPDATE accidents_summary SET state = 'Texas' LIMIT 1")
        let error = await GoldStoreConformance.expectError(.rejected) { _ = try await migrate(probe) }
        #expect(error?.table == "accidents_summary" && error?.message.contains("--force-refresh") == true)
        #expect(try probe.database.lines("SELECT COUNT(*) FROM accidents_summary WHERE state = 'Texas'") == ["1"])
    }

    @Test("The settings decide on partitions and indexes")
    func settings() async throws {
        let probe = try await published(accidents: 300)
        let schema = try probe.database.schema()
        var options = MySQLOptions.quick
        (options.isPartitioned, options.hasIndexes) = (false, false)
        let plan = try await MySQLGoldStore(probe.server, options: options).migrate()
        #expect(plan.steps.contains { $0.statement == "ALTER TABLE `accidents_summary` REMOVE PARTITIONING" })
        let text = try probe.database.schema().joined()
        #expect(!text.contains("PARTITION") && !text.contains("`idx_state`") && text.contains("`idx_security_key`"))
        try await migrate(probe)
        #expect(try probe.database.schema() == schema)
    }

    @Test("While another run publishes, a migration is refused; a run while it migrates as well")
    func oneAtATime() async throws {
        let probe = try await published(accidents: 10)
        let publication = try await probe.makeStore().beginPublication(runID: "r2")
        await GoldStoreConformance.expectError(.busy) { _ = try await migrate(probe) }
        await publication.abandon()
        try await MySQLGoldStore(probe.server, options: .quick).migrate { _ in
            await GoldStoreConformance.expectError(.busy) { _ = try await probe.makeStore().beginPublication(runID: "r3") }
        }
        try await publish(probe, [.accidentsSummary], accidents: 10)
    }

    @Test("A reader's open transaction is waited for, and then named")
    func openTransaction() async throws {
        let probe = try await published(accidents: 10)
        try probe.database.sql("ALTER TABLE kpis_weather DROP COLUMN danger_ratio")
        let reader = try MySQLClient(probe.database)
        let number = try reader.run("START TRANSACTION; SELECT COUNT(*) FROM kpis_weather; SELECT CONNECTION_ID()").split(separator: "\n").last ?? ""
        var options = MySQLOptions.quick
        (options.retry.retries, options.lockWaitSeconds) = (0, 1)
        let store = MySQLGoldStore(probe.server, options: options)
        let error = await GoldStoreConformance.expectError(.busy) { try await store.migrate() }
        #expect(error?.message.contains("connection \(number) of") == true, "\(error?.message ?? "")")
        _ = try reader.run("COMMIT")
        #expect(try await store.migrate().steps.count == 1)
    }

    @Test("A migration that is cut off before one of its statements is continued by the next", arguments: [1, 4, 7])
    func interrupted(statement: Int) async throws {
        let probe = try await published(accidents: 300)
        let (schema, rows) = try (probe.database.schema(), probe.database.rows())
        try probe.database.sql(Damage.everything)
        let planned = Mutex<[String]>([])
        let proxy = try FaultProxy(probe.database.address) { _, sent in
            let steps = planned.withLock { $0 }
            return steps.indices.contains(statement) && steps[statement].hasPrefix(sent.prefix(300)) ? .cut : .forward
        }
        var server = probe.server
        server.port = proxy.port
        await #expect(throws: GoldError.self) {
            try await MySQLGoldStore(server, options: .quick).migrate { plan in planned.withLock { $0 = plan.steps.map(\.statement) } }
        }
        let rest = try await migrate(probe)
        #expect(rest.steps.map(\.statement) == Array(planned.withLock { $0 }.dropFirst(statement)))
        #expect(try probe.database.schema() == schema)
        #expect(try probe.database.rows() == rows)
        #expect(try probe.database.leftovers().isEmpty)
    }

    // MARK: What the tests share

    /// A database with every table of Gold, `accidents` accidents, and a row in some others.
    private func published(accidents: Int) async throws -> MySQLProbe {
        let probe = try MySQLProbe()
        try await publish(probe, [.accidentsSummary, .datamartQuality, .rejectedRows], accidents: accidents)
        try await migrate(probe)
        return probe
    }

    private func publish(_ probe: MySQLProbe, _ tables: [GoldTable], accidents: Int = 0) async throws {
        let rows: [String: RowBatch] = [
            GoldTable.accidentsSummary.name: GoldFixture.accidents(0, count: accidents), GoldTable.datamartQuality.name: GoldFixture.finding,
            GoldTable.rejectedRows.name: GoldFixture.rejection,
        ]
        try await GoldStoreConformance.publish(
            probe.makeStore(), "r\(accidents)", tables.map { table in (table, rows[table.name].map { [$0] } ?? []) })
    }

    @discardableResult
    private func migrate(_ probe: MySQLProbe, isDryRun: Bool = false) async throws -> MigrationPlan {
        try await MySQLGoldStore(probe.server, options: .quick).migrate(isDryRun: isDryRun)
    }
}

/// A way in which a database may differ from the schema of today.
struct Damage: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var sql: String
    /// Statements that it takes to mend it.
    var statements: Int
    /// What some of their reasons say.
    var reasons: [String]

    static let all = [
        Damage(
            testDescription: "columns missing", sql: "ALTER TABLE kpis_security DROP COLUMN rate_eb; ALTER TABLE datamart_runs DROP COLUMN error",
            statements: 2, reasons: ["column rate_eb is missing", "column error is missing"]),
        Damage(
            testDescription: "types, collations, order of columns",
            sql: """
                ALTER TABLE accidents_summary MODIFY severity BIGINT AFTER distance_miles, MODIFY city VARCHAR(50), MODIFY id VARCHAR(50) NOT NULL;
                ALTER TABLE kpis_security MODIFY severity_distribution LONGTEXT;
                ALTER TABLE datamart_runs MODIFY mode VARCHAR(20), MODIFY started_at TIMESTAMP NULL
                """,
            statements: 3,
            reasons: ["column severity: type bigint", "type varchar(50) instead of varchar(100)"]),
        Damage(
            testDescription: "no number of rows",
            sql: "ALTER TABLE kpis_temporal DROP PRIMARY KEY, DROP COLUMN id, ADD PRIMARY KEY (state, period_type, period_value)", statements: 1,
            reasons: ["the primary key is unique (state, period_type, period_value) instead of unique (id)"]),
        Damage(
            testDescription: "indexes missing, superfluous, built otherwise",
            sql: """
                ALTER TABLE accidents_summary DROP KEY idx_location, ADD KEY idx_location (city, state), DROP KEY idx_temporal, ADD KEY idx_a (severity);
                ALTER TABLE kpis_security DROP KEY idx_security_key, DROP COLUMN city_key, ADD UNIQUE KEY idx_security_key (state, city),
                ADD FULLTEXT KEY idx_text (city)
                """,
            statements: 2, reasons: ["index idx_location is (city, state) instead of (state, city)", "idx_a is none of Gold's"]),
        Damage(
            testDescription: "a table that is not partitioned", sql: "ALTER TABLE accidents_summary REMOVE PARTITIONING", statements: 1,
            reasons: ["its rows are not parted by the year of accident_date"]),
        Damage(
            testDescription: "a table that is partitioned otherwise",
            sql: "ALTER TABLE accidents_summary PARTITION BY RANGE (MONTH(accident_date)) (PARTITION p2020 VALUES LESS THAN MAXVALUE)",
            statements: 2, reasons: ["its rows are not parted"]),
        Damage(
            testDescription: "years without a partition of their own",
            sql: """
                ALTER TABLE accidents_summary REORGANIZE PARTITION p2019, p2020 INTO (PARTITION p2020 VALUES LESS THAN (2021));
                ALTER TABLE accidents_summary REORGANIZE PARTITION p2021, p2022, p_future INTO (PARTITION p_future VALUES LESS THAN MAXVALUE)
                """,
            statements: 3, reasons: ["2019 has no partition of its own", "2021 has", "2022 has"]),
        Damage(
            testDescription: "partitions of several years",
            sql: """
                ALTER TABLE accidents_summary REORGANIZE PARTITION p2019, p2020 INTO (PARTITION p2019 VALUES LESS THAN (2021))
                """,
            statements: 2, reasons: ["its rows are not parted"]),
        Damage(
            testDescription: "views missing, defined otherwise, over a table that lacks a column",
            sql: """
                DROP VIEW state_summary; CREATE OR REPLACE VIEW monthly_trends AS SELECT state FROM kpis_temporal WHERE period_type = 'monthly';
                ALTER TABLE hotspots DROP COLUMN radius_miles
                """,
            statements: 3, reasons: ["the view is missing", "the view is defined otherwise"]),
        Damage(
            testDescription: "engine and comment", sql: "ALTER TABLE agg_grid ENGINE=MyISAM COMMENT='Datamart of old' COLLATE utf8mb4_general_ci",
            statements: 1, reasons: ["engine MyISAM instead of InnoDB"]),
        Damage(testDescription: "tables missing", sql: "DROP TABLE kpis_weather, hotspots", statements: 3, reasons: ["the table is missing"]),
    ]

    /// Several at once.
    static let everything =
        all.filter { !$0.testDescription.contains("partition") && !$0.testDescription.contains("tables missing") }.map(\.sql)
        .joined(separator: ";\n") + ";\nALTER TABLE accidents_summary REMOVE PARTITIONING"
}

extension TestDatabase {
    /// What the client shows of every table and view, a text each: keys in the order of their names, and not how far rows are numbered.
    func schema() throws -> [String] {
        let statements = try lines("SHOW TABLES").map { "SHOW CREATE TABLE `\($0)`" }.joined(separator: "; ")
        let text = try sql(statements).replacing(#/AUTO_INCREMENT=[0-9]+ /#, with: "")
        var relations: [[String]] = []
        for line in text.split(separator: "\n").map({ $0.hasSuffix(",") ? String($0.dropLast()) : String($0) }) {
            if line.contains("\tCREATE ") { relations.append([]) }
            relations[relations.count - 1].append(line)
        }
        return relations.map { lines in
            let keys = lines.filter { $0.contains(#/^ +(UNIQUE |FULLTEXT )?KEY /#) }.sorted()
            return (lines.filter { !keys.contains($0) } + keys).joined(separator: "\n")
        }
    }

    /// Every row of the tables that the tests fill, as the client shows it, columns by name.
    func rows() throws -> String {
        let accidents = GoldTable.accidentsSummary.columns.map(\.name).joined(separator: ", ")
        return try sql(
            """
            SELECT \(accidents) FROM accidents_summary ORDER BY id; SELECT run_id, mode, started_at, finished_at, status FROM datamart_runs;
            SELECT * FROM datamart_quality; SELECT * FROM rejected_rows; SELECT * FROM datamart_version
            """)
    }

    /// Tables and views that a publication or a migration should have dropped.
    func leftovers() throws -> [String] { try lines("SHOW TABLES").filter { $0.contains(/^datamart_(new|load|old|compare)_/) } }
}
