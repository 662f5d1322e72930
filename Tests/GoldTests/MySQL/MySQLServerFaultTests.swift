import Foundation
import Gold
import TestSupport
import Testing

@testable import GoldMySQL

/// Faults of the server as a whole, each with a server of the test's own.
@Suite("MySQL store: faults of the server", .serialized, .enabled(if: FaultTests.areAsked && PrivateServer.isAvailable))
struct MySQLServerFaultTests {
    @Test("A server that dies while it loads, and comes back: the version before is there, and the next publication succeeds")
    func killedServer() async throws {
        let server = try PrivateServer()
        let probe = try await published(on: server)
        let publication = try await probe.makeStore().beginPublication(runID: "r2")
        try await publication.create(.accidentsSummary)
        for batch in 0..<20 { try await publication.append(GoldFixture.accidents(batch * 100, count: 100), to: .accidentsSummary) }
        let committing = Task { try await publication.commit(GoldFixture.run("r2")) }
        try await Task.sleep(for: .milliseconds(30))
        server.kill()
        let error = await #expect(throws: GoldError.self) { try await committing.value }
        #expect(error?.code == .io || error?.code == .unreachable, "\(error.map(String.init(describing:)) ?? "")")
        try server.start()
        #expect(try probe.database.lines("SELECT COUNT(*) FROM accidents_summary; SELECT version FROM datamart_version") == ["10", "1"])
        try await publish(probe.makeStore(), "r3", 30)
        #expect(try probe.database.lines("SELECT COUNT(*) FROM accidents_summary; SELECT version FROM datamart_version") == ["30", "2"])
        let ledger = try await probe.makeStore().ledger(limit: 9).sorted { $0.runID < $1.runID }
        #expect(ledger.map(\.status) == [.succeeded, .failed, .succeeded])
    }

    @Test("A server that is down, and one that comes up while it is waited for")
    func downServer() async throws {
        let server = try PrivateServer()
        let probe = try await published(on: server)
        server.kill()
        await GoldStoreConformance.expectError(.unreachable) { _ = try await probe.makeStore().beginPublication(runID: "r2") }
        var options = MySQLOptions()
        options.retry = RetryPolicy(retries: 8, delay: .milliseconds(200))
        let store = MySQLGoldStore(probe.server, options: options)
        let publishing = Task { try await publish(store, "r3", 30) }
        try await Task.sleep(for: .milliseconds(300))
        try server.start()
        try await publishing.value
        #expect(try probe.database.lines("SELECT COUNT(*) FROM accidents_summary") == ["30"])
    }

    @Test("A server that takes no loads from clients gets rows by INSERT, and the report says so; packets may be small")
    func withoutLocalInfile() async throws {
        let server = try PrivateServer()
        let probe = try await published(on: server)
        try server.sql("SET GLOBAL local_infile = 0; SET GLOBAL max_allowed_packet = 4096")
        var options = MySQLOptions.quick
        options.batchSize = 500
        let store = MySQLGoldStore(probe.server, options: options)
        try await publish(store, "r2", 3_000)
        let notes = await store.notes
        #expect(notes.count == 1 && notes[0].contains("local_infile"))
        #expect(try probe.database.lines("SELECT COUNT(*), COUNT(DISTINCT id), SUM(severity) FROM accidents_summary") == ["3000\t3000\t7500"])
        try await GoldStoreConformance.everyTypeRoundTrips.run(MySQLProbe(probe.database, options: options))
        let large = GoldFixture.rejection(String(repeating: "x", count: 40_000))
        let error = await GoldStoreConformance.expectError(.io) { try await GoldStoreConformance.publish(store, "r3", [(.rejectedRows, [large])]) }
        #expect(error?.description.contains("max_allowed_packet") == true, "\(error.map(String.init(describing:)) ?? "")")
        try server.sql("SET GLOBAL local_infile = 1")
        try await GoldStoreConformance.publish(store, "r4", [(.rejectedRows, [large])])
        #expect(await store.notes.isEmpty)
    }

    @Test("A snapshot of before is refused, too, when the server has forgotten other tables meanwhile", .timeLimit(.minutes(10)))
    func forgetfulServer() async throws {
        let server = try PrivateServer()
        let probe = try await published(on: server)
        let reader = try MySQLClient(probe.database)
        _ = try reader.run("START TRANSACTION WITH CONSISTENT SNAPSHOT; SELECT COUNT(*) FROM mysql.help_topic")
        try await publish(probe.makeStore(), "r2", 30)
        try probe.database.sql(
            """
            CREATE TABLE passing (a INT PRIMARY KEY, b INT); INSERT INTO passing SELECT seq, seq FROM seq_1_to_9; ALTER TABLE passing ADD KEY (b);
            RENAME TABLE passing TO forgotten
            """)
        // Twice as many as it remembers; it looks for what to forget every 47 s.
        try probe.database.sql((1...900).map { "CREATE TABLE other_\($0) (a INT PRIMARY KEY); SELECT * FROM other_\($0)" }.joined(separator: ";"))
        try await Task.sleep(for: .seconds(110))
        #expect(try reader.run("SELECT COUNT(*) FROM forgotten") == "0", "the server has forgotten nothing: this test shows nothing")
        for query in [
            "accidents_summary", "accidents_summary PARTITION (p2019)", "accidents_summary WHERE id = 'A-3'",
            "accidents_summary PARTITION (p_future)", "datamart_version",
        ] {
            let answer = try reader.run("SELECT * FROM \(query)")
            #expect(answer.contains("1412"), "\(query): \(answer)")
        }
        #expect(try reader.run("COMMIT; SELECT COUNT(*) FROM accidents_summary") == "30")
    }

    @Test("A server that takes no changes")
    func readOnly() async throws {
        let server = try PrivateServer()
        let probe = try await published(on: server)
        try server.sql("CREATE USER etl@'%' IDENTIFIED BY 'pw'; GRANT ALL ON *.* TO etl@'%'; REVOKE SUPER, READ ONLY ADMIN ON *.* FROM etl@'%'")
        try server.sql("SET GLOBAL read_only = 1")
        var address = probe.server
        (address.user, address.password) = ("etl", "pw")
        let store = MySQLGoldStore(address, options: .quick)
        let error = await GoldStoreConformance.expectError(.unreachable) { try await publish(store, "r2", 30) }
        #expect(error?.message.contains("read_only") == true)
        #expect(try await store.ledger(limit: 9).map(\.runID) == ["r1"])
        try server.sql("SET GLOBAL read_only = 0")
        try await publish(store, "r3", 30)
        #expect(try probe.database.lines("SELECT COUNT(*) FROM accidents_summary") == ["30"])
    }

    @Test("A full disk", .enabled(if: SmallDisk.isPossible))
    func fullDisk() async throws {
        let (disk, server) = (try SmallDisk(megabytes: 24), try PrivateServer())
        let database = try TestDatabase(on: server)
        // The tables alone lie on the small disk: a server whose own logs find no room ends itself.
        let folder = server.folder.appendingPathComponent(database.name)
        try FileManager.default.moveItem(at: folder, to: disk.url.appendingPathComponent("gold"))
        try FileManager.default.createSymbolicLink(at: folder, withDestinationURL: disk.url.appendingPathComponent("gold"))
        let probe = MySQLProbe(database)
        try await publish(probe.makeStore(), "r1", 10)
        let error = await #expect(throws: GoldError.self) { try await publish(probe.makeStore(), "r2", 300_000) }
        #expect(error?.code == .io && error?.message.contains("disk is full") == true || error?.code == .unreachable, "\(String(describing: error))")
        // The server may have ended itself when its own writing failed. Somebody makes room, and starts it again.
        server.kill()
        try disk.grow(megabytes: 200)
        try server.start()
        #expect(try probe.database.lines("SELECT COUNT(*) FROM accidents_summary; SELECT version FROM datamart_version") == ["10", "1"])
        try await publish(probe.makeStore(), "r3", 30)
        #expect(try probe.database.lines("SELECT COUNT(*) FROM accidents_summary; SELECT version FROM datamart_version") == ["30", "2"])
    }

    @Test("Encrypted, as the setting says", .enabled(if: Command.exists("openssl")))
    func tls() async throws {
        let folder = try TemporaryFolder()
        let own = try Self.certificate("own", in: folder)
        let server = try PrivateServer(["--ssl-cert=\(own.certificate)", "--ssl-key=\(own.key)"])
        let database = try TestDatabase(on: server)
        func cipher(_ mode: MySQLServer.TLSMode, authority: String? = nil) async throws -> String {
            var address = database.server
            (address.tls, address.certificateAuthority) = (mode, authority)
            let reader = MySQLGoldReader(address, retry: MySQLOptions.quick.retry)
            return try await reader.run { try $0.rows("SHOW SESSION STATUS LIKE 'Ssl_cipher'").first?[1].text ?? "" }
        }
        #expect(try await cipher(.disabled) == "")
        #expect(try await cipher(.preferred) != "")
        #expect(try await cipher(.required) != "")
        #expect(try await cipher(.verifyIdentity, authority: own.certificate) != "")
        if TestServer.isPrivate { await GoldStoreConformance.expectError(.unreachable) { _ = try await cipher(.verifyIdentity) } }
        let stranger = try Self.certificate("other", in: folder)
        await GoldStoreConformance.expectError(.unreachable) { _ = try await cipher(.verifyIdentity, authority: stranger.certificate) }
        let plain = try TestDatabase()
        guard TestServer.isPrivate else { return }
        var address = plain.server
        address.tls = .required
        await GoldStoreConformance.expectError(.unreachable) { _ = try await MySQLGoldReader(address).rows(NamedQuery.version.query()) }
    }

    /// A certificate that nobody has signed, made out to 127.0.0.1, and its key.
    private static func certificate(_ name: String, in folder: TemporaryFolder) throws -> (certificate: String, key: String) {
        let (certificate, key) = (folder.url("\(name).pem").path, folder.url("\(name).key").path)
        let request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
        try Command.output("openssl", request + ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate])
        return (certificate, key)
    }

    private func published(on server: PrivateServer) async throws -> MySQLProbe {
        let probe = MySQLProbe(try TestDatabase(on: server))
        try await publish(probe.makeStore(), "r1", 10)
        return probe
    }

    private func publish(_ store: any GoldStore, _ run: String, _ count: Int) async throws {
        let batches = stride(from: 0, to: count, by: 3_000).map { ($0, min(3_000, count - $0)) }
        let publication = try await store.beginPublication(runID: run)
        do {
            try await publication.create(.accidentsSummary)
            for (first, rows) in batches { try await publication.append(GoldFixture.accidents(first, count: rows), to: .accidentsSummary) }
        } catch {
            await publication.abandon()
            throw error
        }
        try await publication.commit(GoldFixture.run(run))
    }
}

/// A file system of a few megabytes, gone with its last reference. Only root can make one.
private final class SmallDisk {
    static let isPossible: Bool = (try? SmallDisk(megabytes: 1)) != nil
    let url: URL

    init(megabytes: Int) throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("datamart-disk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        try Command.output("mount", ["-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", url.path])
    }

    func grow(megabytes: Int) throws { try Command.output("mount", ["-o", "remount,size=\(megabytes)m", url.path]) }

    deinit {
        _ = try? Command.output("umount", ["--lazy", url.path])
        try? FileManager.default.removeItem(at: url)
    }
}
