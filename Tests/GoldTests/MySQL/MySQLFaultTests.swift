import Foundation
import Gold
import GoldMySQL
import Synchronization
import TestSupport
import Testing

/// What may go wrong at the server, each with a real one: after it the version before is whole, the message says what happened, and the next
/// publication succeeds.
@Suite("MySQL store: faults", .enabled(if: FaultTests.areAsked && TestServer.isAvailable))
struct MySQLFaultTests {
    @Test("A reader's open transaction: the switch gives up in time, names the reader, and leaves the version before")
    func openTransaction() async throws {
        let (probe, reader) = try await published()
        _ = try reader.run("START TRANSACTION WITH CONSISTENT SNAPSHOT; SELECT COUNT(*) FROM kpis_security, accidents_summary")
        let number = try reader.run("SELECT CONNECTION_ID()")
        let began = ContinuousClock.now
        let error = await GoldStoreConformance.expectError(.busy) { try await publish(probe, "r2", 0, 20) }
        // Three tries of 2 s each, two short pauses, and the publication itself, on a machine that may be busy.
        #expect(ContinuousClock.now - began < .seconds(60))
        #expect(error?.message.contains("connection \(number) of") == true, "\(error.map(String.init(describing:)) ?? "")")
        #expect(try reader.run("SELECT COUNT(*) FROM accidents_summary") == "10")
        _ = try reader.run("COMMIT")
        try await publish(probe, "r3", 0, 20)
        #expect(try reader.run("SELECT COUNT(*) FROM accidents_summary; SELECT version FROM datamart_version") == "20\n2")
    }

    @Test("A snapshot from between creation and load sees the version before, or is told that it is too old; never an empty table")
    func snapshotBeforeTheLoad() async throws {
        let (probe, reader) = try await published()
        let publication = try await probe.makeStore().beginPublication(runID: "r2")
        for table in [GoldTable.accidentsSummary, .kpisSecurity, .datamartQuality, .rejectedRows] { try await publication.create(table) }
        // The snapshot touches no table of Gold, so that nothing keeps the switch from happening.
        _ = try reader.run("START TRANSACTION WITH CONSISTENT SNAPSHOT; SELECT COUNT(*) FROM mysql.help_topic")
        try await publication.append(GoldFixture.accidents(0, count: 20), to: .accidentsSummary)
        try await publication.append(GoldFixture.finding, to: .datamartQuality)
        try await publication.append(GoldFixture.rejection, to: .rejectedRows)
        try await publication.commit(GoldFixture.run("r2"))
        for table in ["datamart_quality", "rejected_rows", "datamart_version"] {
            let answer = try reader.run("SELECT COUNT(*) FROM \(table)")
            #expect(answer.contains("1412"), "\(table): \(answer)")
        }
        // Not COUNT(*): see docs/mysql.md on what that does to the server.
        for query in ["WHERE id = 'A-3'", "WHERE state = 'CA'", "", "ORDER BY id"] {
            let answer = try reader.run("SELECT SUM(distance_miles) FROM accidents_summary \(query)")
            #expect(answer.contains("1412"), "\(query): \(answer)")
        }
        #expect(try reader.run("COMMIT; SELECT COUNT(*) FROM accidents_summary; SELECT version FROM datamart_version") == "20\n2")
    }

    @Test("Prepared statements, views and privileges of readers outlive a switch")
    func readersGoOn() async throws {
        let (probe, reader) = try await published()
        let user = "reader_\(UUID().uuidString.prefix(8))"
        try probe.database.sql("CREATE USER '\(user)'@'%' IDENTIFIED BY 'pw'; GRANT SELECT ON accidents_summary TO '\(user)'@'%'")
        defer { _ = try? probe.database.sql("DROP USER '\(user)'@'%'") }
        _ = try reader.run("CREATE VIEW californian AS SELECT id FROM accidents_summary WHERE state = 'CA'")
        _ = try reader.run("PREPARE counting FROM 'SELECT COUNT(*) FROM accidents_summary'")
        #expect(try reader.run("EXECUTE counting; SELECT COUNT(*) FROM californian") == "10\n5")
        try await publish(probe, "r2", 0, 20)
        #expect(try reader.run("EXECUTE counting; SELECT COUNT(*) FROM californian") == "20\n10")
        let grants = try probe.database.sql("SHOW GRANTS FOR '\(user)'@'%'")
        #expect(grants.contains("GRANT SELECT ON `\(probe.database.name)`.`accidents_summary`"))
    }

    @Test("A wrong password is refused without being repeated")
    func wrongPassword() async throws {
        let probe = try MySQLProbe()
        var server = probe.server
        server.password = "s3cret"
        server.user = "nobody"
        let error = await GoldStoreConformance.expectError(.unreachable) {
            _ = try await MySQLGoldStore(server, options: .quick).beginPublication(runID: "r1")
        }
        let text = error.map { "\($0) \(String(reflecting: $0))" } ?? ""
        #expect(text.contains("1045") && text.contains("28000") && !text.contains("s3cret"))
        var dumped = ""
        dump(server, to: &dumped)
        #expect(!dumped.contains("s3cret") && !"\(server)".contains("s3cret"))
    }

    @Test("Without one of the privileges nothing is begun", arguments: ["SELECT", "INSERT", "DELETE", "CREATE", "ALTER", "DROP", "CREATE VIEW"])
    func missingPrivilege(_ privilege: String) async throws {
        let (probe, _) = try await published()
        let user = "etl_\(UUID().uuidString.prefix(8))"
        let all = ["SELECT", "INSERT", "DELETE", "CREATE", "ALTER", "DROP", "CREATE VIEW"]
        func grant(_ privileges: [String]) throws {
            try probe.database.sql("GRANT \(privileges.joined(separator: ", ")) ON \(probe.database.name).* TO '\(user)'@'%'")
        }
        try probe.database.sql("CREATE USER '\(user)'@'%' IDENTIFIED BY 'pw'")
        defer { _ = try? probe.database.sql("DROP USER '\(user)'@'%'") }
        try grant(all.filter { $0 != privilege })
        var server = probe.server
        (server.user, server.password) = (user, "pw")
        let store = MySQLGoldStore(server, options: .quick)
        let error = await GoldStoreConformance.expectError(.unreachable) { try await publish(store, "r2", 0, 20) }
        #expect(error?.message.contains("GRANT SELECT, INSERT, DELETE, CREATE, ALTER, DROP, CREATE VIEW") == true)
        #expect(try count(probe) == 10)
        try grant([privilege])
        try await publish(store, "r3", 0, 20)
        #expect(try count(probe) == 20)
        #expect(try leftovers(probe).isEmpty)
    }

    @Test(
        "A table or a view that Datamart has not made is left alone",
        arguments: [
            "TABLE accidents_summary (a INT)", "VIEW datamart_runs AS SELECT 1 AS a", "TABLE active_hotspots (a INT)",
            "VIEW state_summary AS SELECT 1 AS a",
            "TABLE kpis_security (b INT) COMMENT 'Datamart Gold'; CREATE VIEW state_summary AS SELECT 1 AS a UNION SELECT b FROM kpis_security",
        ])
    func foreign(_ relation: String) async throws {
        let probe = try MySQLProbe()
        try probe.database.sql("CREATE \(relation)")
        let error = await GoldStoreConformance.expectError(.foreign) { try await publish(probe, "r1", 0, 20) }
        #expect(error?.message.contains("that Datamart has not made") == true)
        #expect(
            try probe.database.lines("SELECT COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND COLUMN_NAME = 'a'") == ["1"]
        )
    }

    @Test("A connection that is cut while rows stream is made anew, and no row is there twice or lost")
    func cutWhileStreaming() async throws {
        let (probe, _) = try await published()
        let isCut = Mutex(false)
        let proxy = try FaultProxy(probe.database.address) { sent, _ in
            guard sent.rowPackets == 30 else { return .forward }
            return isCut.withLock { isCut in
                defer { isCut = true }
                return isCut ? .forward : .cut
            }
        }
        var server = probe.server
        server.port = proxy.port
        try await publish(MySQLGoldStore(server, options: .quick), "r2", 0, 6_000)
        #expect(isCut.withLock { $0 })
        #expect(try count(probe) == 6_000)
    }

    @Test(
        "A row that the server has otherwise than it was sent: the checksum finds it", arguments: ["severity = severity + 1", "city = 'La Canada 1'"])
    func changedAtTheServer(_ change: String) async throws {
        let (probe, _) = try await published()
        let isChanged = Mutex(false)
        let proxy = try FaultProxy(probe.database.address) { _, statement in
            guard statement.hasPrefix("SELECT COUNT(*), "), statement.hasSuffix("_accidents_summary_2021`") else { return .forward }
            let part = statement.split(separator: "`").last ?? ""
            _ = try? probe.database.sql("UPDATE \(part) SET \(change) WHERE city = 'La Cañada 1' ORDER BY id LIMIT 1")
            isChanged.withLock { $0 = true }
            return .forward
        }
        var server = probe.server
        server.port = proxy.port
        let store = MySQLGoldStore(server, options: .quick)
        let error = await GoldStoreConformance.expectError(.io) { try await publish(store, "r2", 0, 3_000) }
        #expect(isChanged.withLock { $0 })
        #expect(error?.message.contains("column \(change.prefix { $0 != " " }) is not what was sent") == true, "\(error as Any)")
        #expect(try count(probe) == 10)
        #expect(try leftovers(probe).isEmpty)
    }

    @Test("Locks of others: the ledger is waited for, and then given up", arguments: [false, true])
    func lockedLedger(isReleased: Bool) async throws {
        let (probe, other) = try await published()
        _ = try other.run("START TRANSACTION; SELECT * FROM datamart_runs FOR UPDATE")
        var options = MySQLOptions.quick
        options.lockWaitSeconds = 1
        let store = MySQLGoldStore(probe.server, options: options)
        if isReleased {
            let record = Task { try await store.record(GoldFixture.run("r2", status: .failed)) }
            try await Task.sleep(for: .milliseconds(1_500))
            _ = try other.run("COMMIT")
            try await record.value
            #expect(try await store.ledger(limit: 9).count == 2)
        } else {
            await GoldStoreConformance.expectError(.busy) { try await store.record(GoldFixture.run("r2", status: .failed)) }
            #expect(try await store.ledger(limit: 9).count == 1)
        }
    }

    @Test("The right to publish goes with its connection: what lost it does not switch")
    func lostLock() async throws {
        let (probe, other) = try await published()
        let publication = try await probe.makeStore().beginPublication(runID: "r2")
        try await publication.create(.accidentsSummary)
        try await publication.append(GoldFixture.accidents(0, count: 20), to: .accidentsSummary)
        let name = "SELECT CONCAT('datamart.', LEFT(DATABASE(), 40), '.', CRC32(DATABASE()))"
        let holder = try other.run("SELECT IS_USED_LOCK((\(name)))")
        _ = try other.run("KILL \(holder)")
        let error = await #expect(throws: GoldError.self) { try await publication.commit(GoldFixture.run("r2")) }
        #expect(error?.code == .io || error?.code == .busy, "\(error.map(String.init(describing:)) ?? "")")
        #expect(try count(probe) == 10)
        try await publish(probe, "r3", 0, 20)
        #expect(try count(probe) == 20)
        #expect(try leftovers(probe).isEmpty)
    }

    @Test("A run that has lost its right to publish does not write into what the next run builds")
    func lostToTheNextRun() async throws {
        let (probe, other) = try await published()
        let lost = try await probe.makeStore().beginPublication(runID: "r2")
        for table in [GoldTable.accidentsSummary, .datamartQuality] { try await lost.create(table) }
        try await lost.append(GoldFixture.accidents(5_000, count: 3_000), to: .accidentsSummary)
        try await lost.append(GoldFixture.finding, to: .datamartQuality)
        let name = "SELECT CONCAT('datamart.', LEFT(DATABASE(), 40), '.', CRC32(DATABASE()))"
        _ = try other.run("KILL \(try other.run("SELECT IS_USED_LOCK((\(name)))"))")
        let next = try await probe.makeStore().beginPublication(runID: "r3")
        for table in [GoldTable.accidentsSummary, .datamartQuality] { try await next.create(table) }
        try await next.append(GoldFixture.accidents(0, count: 3_000), to: .accidentsSummary)
        let losing = Task { try await lost.commit(GoldFixture.run("r2")) }
        try await next.append(GoldFixture.finding, to: .datamartQuality)
        try await next.commit(GoldFixture.run("r3"))
        await #expect(throws: GoldError.self) { try await losing.value }
        #expect(try probe.database.lines("SELECT COUNT(*), COUNT(DISTINCT id), MAX(distance_miles) FROM accidents_summary") == ["3000\t3000\t29.99"])
        #expect(try probe.database.lines("SELECT run_id FROM datamart_version; SELECT COUNT(*) FROM datamart_quality") == ["r3", "1"])
        try await publish(probe, "r4", 0, 20)
        #expect(try leftovers(probe).isEmpty)
    }

    @Test("A step that fails keeps others from being begun, and is what the error tells of")
    func failingStep() async throws {
        let (probe, _) = try await published()
        let indexed = Mutex(0)
        let proxy = try FaultProxy(probe.database.address) { _, statement in
            guard statement.hasPrefix("ALTER TABLE `datamart_load_"), statement.contains("ADD KEY") else { return .forward }
            return indexed.withLock { indexed in
                indexed += 1
                return indexed == 1 ? .cut : .forward
            }
        }
        var server = probe.server
        server.port = proxy.port
        let store = MySQLGoldStore(server, options: .quick)
        let error = await GoldStoreConformance.expectError(.io) { try await publish(store, "r2", 0, 3_000) }
        #expect(error?.cause is MySQLError, "\(error as Any)")
        // Of nine years: the one that failed, and at most three that were under way on other connections.
        #expect((1...4).contains(indexed.withLock { $0 }))
        #expect(try count(probe) == 10)
        #expect(try leftovers(probe).isEmpty)
    }

    // MARK: What the tests share

    /// A database with a version of ten accidents, and a reader connected to it.
    private func published() async throws -> (MySQLProbe, MySQLClient) {
        let probe = try MySQLProbe()
        try await publish(probe, "r1", 0, 10)
        return (probe, try MySQLClient(probe.database))
    }

    private func publish(_ probe: MySQLProbe, _ run: String, _ first: Int, _ count: Int) async throws {
        try await publish(try probe.makeStore(), run, first, count)
    }

    private func publish(_ store: any GoldStore, _ run: String, _ first: Int, _ count: Int) async throws {
        try await GoldStoreConformance.publish(
            store, run,
            [
                (.accidentsSummary, [GoldFixture.accidents(first, count: count)]), (.kpisSecurity, []),
                (.datamartQuality, [GoldFixture.finding]), (.rejectedRows, [GoldFixture.rejection]),
            ])
    }

    private func count(_ probe: MySQLProbe) throws -> Int {
        Int(try probe.database.lines("SELECT COUNT(*) FROM accidents_summary").first ?? "") ?? -1
    }

    private func leftovers(_ probe: MySQLProbe) throws -> [String] {
        try probe.database.lines("SHOW TABLES").filter {
            $0.hasPrefix("datamart_new") || $0.hasPrefix("datamart_load") || $0.hasPrefix("datamart_old")
        }
    }
}
