import Foundation
import Gold
import GoldMySQL
import Synchronization
import TestSupport
import Testing

/// What may go wrong during a partial publication, each with a real server: after it readers have the version before, or the new one, and the next
/// succeeds.
@Suite("MySQL store: faults of a partial publication", .serialized, .enabled(if: FaultTests.areAsked && PrivateServer.isAvailable))
struct MySQLPartialPublicationFaultTests {
    @Test("Readers see one version, whole, during fifty publications of each kind")
    func readers() async throws {
        try await MySQLPartialPublicationTests.publish(times: 50)
    }

    // MARK: Locks of others

    @Test("A deadlock that the publication loses is tried again, and one that it wins costs it nothing", arguments: [true, false])
    func deadlock(isLost: Bool) async throws {
        let (probe, _) = try await published()
        let starts = Mutex(0)
        let proxy = try FaultProxy(probe.database.address) { _, statement in
            if statement.hasPrefix("DELETE FROM `accidents_summary`") { starts.withLock { $0 += 1 } }
            return .forward
        }
        let other = try MySQLClient(probe.database)
        // The server ends the transaction that has changed less.
        _ = try other.run("CREATE TABLE ballast (a INT) ENGINE=InnoDB; START TRANSACTION; SELECT * FROM datamart_partitions FOR UPDATE")
        if isLost { _ = try other.run("INSERT INTO ballast SELECT seq FROM seq_1_to_30000") }
        let more = isLost ? [] : [GoldFixture.accidents(10_000, count: 3_000)]
        let publication = Task { [store = behind(proxy, probe)] in try await VersionedGold.publishPartially(store, "r2", more: more) }
        try await waitForLock(probe)
        let answer = try other.run("DELETE FROM accidents_summary WHERE id = 'marker'")
        #expect(answer.contains("ERROR 1213") != isLost, "\(answer)")
        _ = try other.run("ROLLBACK")
        try await publication.value
        #expect(starts.withLock { $0 } == (isLost ? 2 : 1))
        try expectVersion(2, probe, accidents: isLost ? 10 : 3_010)
    }

    @Test("A row that others hold for too long: the publication gives up, names them, and leaves the version before")
    func heldRow() async throws {
        let (probe, _) = try await published()
        let other = try MySQLClient(probe.database)
        let number = try other.run("SELECT CONNECTION_ID(); START TRANSACTION; DELETE FROM kpis_weather LIMIT 1")
        var options = MySQLOptions.quick
        options.lockWaitSeconds = 1
        let store = MySQLGoldStore(probe.server, options: options)
        let began = ContinuousClock.now
        let error = await GoldStoreConformance.expectError(.busy) { try await VersionedGold.publishPartially(store, "r2") }
        #expect(ContinuousClock.now - began > .seconds(3), "three tries")
        #expect(error?.message.contains("connection \(number) of root@") == true, "\(error.map(String.init(describing:)) ?? "")")
        _ = try other.run("ROLLBACK")
        try expectVersion(1, probe)
        try await VersionedGold.publishPartially(store, "r3")
        try expectVersion(2, probe)
    }

    @Test("A reader's open transaction keeps the partition of a new year from being made, for as long as the tries last")
    func newYear() async throws {
        let (probe, store) = try await published()
        let reader = try MySQLClient(probe.database)
        let number = try reader.run("SELECT CONNECTION_ID(); START TRANSACTION; SELECT id FROM accidents_summary WHERE id = 'none'")
        let more = [GoldFixture.accident("N-1", day: 19_419)]
        let error = await GoldStoreConformance.expectError(.busy) { try await VersionedGold.publishPartially(store, "r2", more: more) }
        #expect(error?.message.contains("connection \(number) of root@") == true, "\(error.map(String.init(describing:)) ?? "")")
        try expectVersion(1, probe)
        #expect(try reader.run("SELECT distance_miles FROM accidents_summary WHERE id = 'marker'") == "1")
        let publication = Task { try await VersionedGold.publishPartially(store, "r3", more: more) }
        try await Task.sleep(for: .milliseconds(500))
        _ = try reader.run("COMMIT")
        try await publication.value
        try expectVersion(2, probe, accidents: 11)
        #expect(try probe.database.lines("SELECT id FROM accidents_summary PARTITION (p2023)") == ["N-1"])
    }

    @Test("A snapshot that is older than a new year's partition is told to begin again")
    func snapshotBeforeANewYear() async throws {
        let (probe, store) = try await published()
        let reader = try MySQLClient(probe.database)
        _ = try reader.run("START TRANSACTION WITH CONSISTENT SNAPSHOT; SELECT version FROM datamart_version")
        try await VersionedGold.publishPartially(store, "r2", more: [GoldFixture.accident("N-1", day: 19_419)])
        #expect(try reader.run("SELECT version FROM datamart_version; SELECT MAX(accident_count) FROM agg_daily") == "1\n1")
        // Not COUNT(*): see docs/mysql.md on what that does to the server.
        for query in ["SELECT SUM(distance_miles) FROM accidents_summary", "SELECT distance_miles FROM accidents_summary WHERE id = 'marker'"] {
            #expect(try reader.run(query).contains("1412"))
        }
        #expect(try reader.run("COMMIT; SELECT COUNT(*) FROM accidents_summary") == "11")
    }

    // MARK: Lost connections

    /// Where the connection is cut.
    enum Cut: String, Sendable, CaseIterable {
        case beforeTheDelete, whileRowsAreSent, beforeTheCommit, afterTheCommit

        func verdict(_ sent: FaultProxy.Traffic, _ statement: String) -> FaultProxy.Verdict {
            switch self {
            case .beforeTheDelete: statement.hasPrefix("DELETE FROM `agg_daily`") ? .cut : .forward
            case .whileRowsAreSent: sent.rowPackets >= 20 && statement.hasPrefix("LOAD DATA") ? .cut : .forward
            case .beforeTheCommit: statement == "COMMIT" ? .cut : .forward
            case .afterTheCommit: statement == "COMMIT" ? .cutAfter : .forward
            }
        }
    }

    @Test("A connection that is cut: the transaction is repeated, unless it was done", arguments: Cut.allCases)
    func cut(_ cut: Cut) async throws {
        let (probe, store) = try await published()
        let isCut = Mutex(false)
        let commits = Mutex(0)
        let proxy = try FaultProxy(probe.database.address) { sent, statement in
            if statement == "COMMIT" { commits.withLock { $0 += 1 } }
            return isCut.withLock { isCut in
                let verdict = isCut ? .forward : cut.verdict(sent, statement)
                isCut = verdict != .forward || isCut
                return verdict
            }
        }
        try await VersionedGold.publishPartially(behind(proxy, probe), "r2", more: [GoldFixture.accidents(10_000, count: 5_000)])
        #expect(isCut.withLock { $0 })
        #expect(commits.withLock { $0 } == (cut == .beforeTheCommit ? 2 : 1))
        try expectVersion(2, probe, accidents: 5_010)
        #expect(try await store.ledger(limit: 9).filter { $0.runID == "r2" }.map(\.status) == [.succeeded])
    }

    @Test("A connection that is cut at every try", arguments: Cut.allCases.dropLast())
    func cutForGood(_ cut: Cut) async throws {
        let (probe, store) = try await published()
        let proxy = try FaultProxy(probe.database.address) { cut.verdict($0, $1) }
        let more = [GoldFixture.accidents(10_000, count: 5_000)]
        let error = await GoldStoreConformance.expectError(.io) { try await VersionedGold.publishPartially(behind(proxy, probe), "r2", more: more) }
        #expect(error?.message.contains("connection to the server was lost") == true, "\(error.map(String.init(describing:)) ?? "")")
        try expectVersion(1, probe)
        try await VersionedGold.publishPartially(store, "r3", more: more)
        try expectVersion(2, probe, accidents: 5_010)
    }

    @Test("Without tries a commit whose answer is lost counts as done when it was")
    func lostAnswer() async throws {
        let (probe, _) = try await published()
        let proxy = try FaultProxy(probe.database.address) { _, statement in statement == "COMMIT" ? .cutAfter : .forward }
        var options = MySQLOptions()
        options.retry = RetryPolicy(retries: 0)
        try await VersionedGold.publishPartially(behind(proxy, probe, options), "r2")
        try expectVersion(2, probe)
    }

    // MARK: The server

    @Test("A server that dies within the transaction and comes back: the publication goes on when it waits long enough", arguments: [false, true])
    func killedServer(isPatient: Bool) async throws {
        let server = try PrivateServer()
        let probe = MySQLProbe(try TestDatabase(on: server))
        try await VersionedGold.publish(probe.makeStore(), "r1")
        let isKilled = Mutex(false)
        let proxy = try FaultProxy(probe.database.address) { sent, _ in
            guard sent.rowPackets == 20, !isKilled.withLock({ $0 }) else { return .forward }
            server.kill()
            isKilled.withLock { $0 = true }
            return .cut
        }
        var options = MySQLOptions()
        options.retry = isPatient ? RetryPolicy(retries: 8, delay: .milliseconds(200)) : RetryPolicy(retries: 0)
        let (store, more) = (behind(proxy, probe, options), [GoldFixture.accidents(10_000, count: 5_000)])
        let publication = Task { try await VersionedGold.publishPartially(store, "r2", more: more) }
        while !isKilled.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(10)) }
        if isPatient {
            try server.start()
            try await publication.value
        } else {
            let error = await GoldStoreConformance.expectError(.io) { try await publication.value }
            #expect(error?.message.contains("connection to the server was lost") == true)
            try server.start()
            try expectVersion(1, probe, isClean: false)
            try await VersionedGold.publishPartially(probe.makeStore(), "r3", more: more)
        }
        try expectVersion(2, probe, accidents: 5_010)
    }

    @Test("A server that takes no loads from clients, and small packets")
    func withoutLocalInfile() async throws {
        let server = try PrivateServer()
        let probe = MySQLProbe(try TestDatabase(on: server))
        let store = MySQLGoldStore(probe.server, options: .quick)
        try await VersionedGold.publish(store, "r1")
        try server.sql("SET GLOBAL local_infile = 0; SET GLOBAL max_allowed_packet = 4096")
        try await VersionedGold.publishPartially(store, "r2", more: [GoldFixture.accidents(10_000, count: 3_000)])
        #expect(await store.notes.first?.contains("local_infile") == true)
        try expectVersion(2, probe, accidents: 3_010)
        var options = MySQLOptions.quick
        options.bufferBytes = 20_000
        try await VersionedGold.publishPartially(
            MySQLGoldStore(probe.server, options: options), "r3", more: [GoldFixture.accidents(20_000, count: 3_000)])
        try expectVersion(3, probe, accidents: 6_009)
        // The same identifiers once more: the refusal leaves what is there.
        await GoldStoreConformance.expectError(.rejected) {
            try await VersionedGold.publishPartially(store, "r4", more: [GoldFixture.accidents(20_000, count: 3_000)])
        }
        try expectVersion(3, probe, accidents: 6_009)
    }

    @Test("Without one of the privileges nothing is begun", arguments: ["SELECT", "INSERT", "DELETE", "CREATE", "ALTER", "DROP", "CREATE VIEW"])
    func missingPrivilege(_ privilege: String) async throws {
        let (probe, store) = try await published()
        let (name, user) = (probe.database.name, "etl_\(UUID().uuidString.prefix(8))")
        let others = ["SELECT", "INSERT", "DELETE", "CREATE", "ALTER", "DROP", "CREATE VIEW"].filter { $0 != privilege }
        try probe.database.sql("CREATE USER '\(user)'@'%' IDENTIFIED BY 'pw'; GRANT \(others.joined(separator: ", ")) ON \(name).* TO '\(user)'@'%'")
        defer { _ = try? probe.database.sql("DROP USER '\(user)'@'%'") }
        var server = probe.server
        (server.user, server.password) = (user, "pw")
        let error = await GoldStoreConformance.expectError(.unreachable) {
            try await VersionedGold.publishPartially(MySQLGoldStore(server, options: .quick), "r2")
        }
        #expect(error?.message.contains("GRANT SELECT, INSERT, DELETE, CREATE, ALTER, DROP, CREATE VIEW") == true)
        try expectVersion(1, probe, isClean: false)
        try await VersionedGold.publishPartially(store, "r3")
        try expectVersion(2, probe)
    }

    // MARK: What the tests share

    private func published() async throws -> (MySQLProbe, MySQLGoldStore) {
        let probe = try MySQLProbe()
        let store = MySQLGoldStore(probe.server, options: .quick)
        try await VersionedGold.publish(store, "r1")
        return (probe, store)
    }

    /// Waits until a transaction in the database of `probe` waits for a lock.
    private func waitForLock(_ probe: MySQLProbe) async throws {
        let query = """
            SELECT COUNT(*) FROM information_schema.INNODB_TRX t JOIN information_schema.PROCESSLIST p ON p.ID = t.trx_mysql_thread_id
            WHERE p.DB = DATABASE() AND t.trx_state = 'LOCK WAIT'
            """
        // The server answers from a memory that it renews when nobody has asked for a tenth of a second.
        for _ in 0..<30 {
            if try probe.database.lines(query) != ["0"] { return }
            try await Task.sleep(for: .milliseconds(200))
        }
        Issue.record("nothing waits for a lock")
    }

    /// A store in the database of `probe` that is reached through `proxy`.
    private func behind(_ proxy: FaultProxy, _ probe: MySQLProbe, _ options: MySQLOptions = .quick) -> MySQLGoldStore {
        var server = probe.server
        server.port = proxy.port
        return MySQLGoldStore(server, options: options)
    }

    /// Expects that every table is whole and of `version`, and, unless a run could not clear up after itself, that nothing else is there.
    private func expectVersion(_ version: Int, _ probe: MySQLProbe, accidents: Int = 10, isClean: Bool = true) throws {
        #expect(
            try probe.database.lines(VersionedGold.queries.joined(separator: ";")) == VersionedGold.queries.map { _ in "\(version)\t\(version)\t0" })
        #expect(try probe.database.lines("SELECT COUNT(distance_miles) FROM accidents_summary") == ["\(accidents)"])
        guard isClean else { return }
        #expect(try probe.database.lines("SHOW TABLES LIKE 'datamart\\\\_%\\\\_%'").isEmpty)
        #expect(try probe.database.lines("SELECT COUNT(*) FROM datamart_runs WHERE status = 'running'") == ["0"])
    }
}
