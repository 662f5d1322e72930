import Foundation
import Gold
import GoldSQLite
import TestSupport
import Testing

/// What happens to files: of readers, of strangers, of runs that died.
@Suite("SQLite store: files")
struct SQLiteFilesTests {
    private let probe: SQLiteProbe
    private let store: any GoldStore

    init() throws {
        probe = try SQLiteProbe()
        store = try probe.makeStore()
    }

    private func publish(_ runID: String, count: Int) async throws {
        try await GoldStoreConformance.publish(store, runID, [(.accidentsSummary, [GoldFixture.accidents(0, count: count)])])
    }

    private func publishedCount() throws -> String { try Shell.sqlite(probe.file, "SELECT COUNT(*) FROM accidents_summary") }

    @Test func aReaderKeepsTheVersionItOpened() async throws {
        try await publish("r1", count: 3)
        let reader = try SQLiteSession(probe.file)
        #expect(try reader.run("BEGIN; SELECT COUNT(*) FROM accidents_summary") == "3")
        try await publish("r2", count: 5)
        #expect(try reader.run("SELECT COUNT(*) FROM accidents_summary; SELECT version FROM datamart_version") == "3\n1")
        #expect(try reader.run("COMMIT; SELECT COUNT(*) FROM accidents_summary") == "3")
        #expect(try publishedCount() == "5")
        try reader.close()
    }

    /// Also by the recording of a failed run: a journal beside the new file would be played back into the reader's.
    @Test func aPublishedFileIsNeverWrittenInto() async throws {
        try await publish("r1", count: 3)
        let first = probe.folder.url("first.db")
        try FileManager.default.linkItem(at: probe.file, to: first)
        let before = try Data(contentsOf: first)
        try await store.record(GoldFixture.run("r2", status: .failed))
        try await publish("r3", count: 4)
        #expect(try Data(contentsOf: first) == before)
        #expect(try publishedCount() == "4")
    }

    @Test func nothingButTheDatabaseAndTheLockStays() async throws {
        try await publish("r1", count: 3)
        try await publish("r/2: ../é", count: 4)
        #expect(try probe.folder.names() == [".gold.db.lock", ".gold.db.replace", "gold.db"])
        #expect(try Shell.sqlite(probe.file, "PRAGMA journal_mode; PRAGMA application_id; PRAGMA integrity_check") == "delete\n1148472692\nok")
    }

    @Test func permissionsAreKept() async throws {
        try await publish("r1", count: 3)
        try FileManager.default.setAttributes([.posixPermissions: 0o660], ofItemAtPath: probe.file.path)
        try await publish("r2", count: 3)
        try await store.record(GoldFixture.run("r3", status: .failed))
        #expect(try FileManager.default.attributesOfItem(atPath: probe.file.path)[.posixPermissions] as? Int == 0o660)
    }

    @Test func whatDeadRunsLeftIsRemoved() async throws {
        try await publish("r1", count: 3)
        let leftover = probe.folder.url(".gold.db.r0.building")
        try FileManager.default.copyItem(at: probe.file, to: leftover)
        try Data("of another store".utf8).write(to: probe.folder.url(".other.db.r0.building"))
        let publication = try await store.beginPublication(runID: "r2")
        #expect(try probe.folder.names() == [".gold.db.lock", ".gold.db.r2.building", ".gold.db.replace", ".other.db.r0.building", "gold.db"])
        await publication.abandon()
        #expect(try publishedCount() == "3")
    }

    @Test func theLockOfAnotherProcessHoldsUntilItDies() async throws {
        try await publish("r1", count: 3)
        let holder = Process()
        holder.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        holder.arguments = ["flock", "--nonblock", "--no-fork", probe.folder.url(".gold.db.lock").path, "sh", "-c", "echo held; exec sleep 600"]
        let output = Pipe()
        holder.standardOutput = output
        try holder.run()
        #expect(String(decoding: output.nextBytes() ?? Data(), as: UTF8.self) == "held\n")
        let error = await GoldStoreConformance.expectError(.busy) { try await publish("r2", count: 4) }
        #expect(error?.message.contains("another run is publishing here") == true)
        kill(holder.processIdentifier, SIGKILL)
        holder.waitUntilExit()
        try await publish("r3", count: 5)
        #expect(try publishedCount() == "5")
    }

    @Test func aLiveWriteAheadLogIsRefused() async throws {
        try await publish("r1", count: 3)
        let other = try SQLiteSession(probe.file)
        _ = try other.run("PRAGMA journal_mode = WAL; UPDATE datamart_runs SET error = 'noted'")
        let error = await GoldStoreConformance.expectError(.busy) { try await publish("r2", count: 4) }
        #expect(error?.message.contains("gold.db-wal") == true)
        #expect(error?.message.contains("PRAGMA journal_mode = DELETE") == true)
        #expect(try other.run("SELECT COUNT(*) FROM accidents_summary") == "3")
        try other.close()
        try await publish("r3", count: 5)
        #expect(try notedErrors() == "noted")
        #expect(try publishedCount() == "5")
    }

    @Test func aLogOpenedDuringThePublicationIsRefused() async throws {
        try await publish("r1", count: 3)
        let publication = try await store.beginPublication(runID: "r2")
        try await publication.create(.accidentsSummary)
        let other = try SQLiteSession(probe.file)
        _ = try other.run("PRAGMA journal_mode = WAL; UPDATE datamart_runs SET error = 'noted'")
        await GoldStoreConformance.expectError(.busy) { try await publication.commit(GoldFixture.run("r2")) }
        #expect(try publishedCount() == "3")
        try other.close()
        #expect(try probe.folder.names() == [".gold.db.lock", ".gold.db.replace", "gold.db"])
    }

    @Test func theJournalOfADeadWriterIsPlayedBack() async throws {
        try await publish("r1", count: 2_000)
        let other = try SQLiteSession(probe.file)
        _ = try other.run("PRAGMA cache_size = 1; BEGIN; DELETE FROM accidents_summary; SELECT COUNT(*) FROM datamart_runs")
        #expect(FileManager.default.fileExists(atPath: probe.file.path + "-journal"))
        other.kill()
        try await store.record(GoldFixture.run("r2", startedAt: 1_800_000_000, status: .failed))
        #expect(try publishedCount() == "2000")
        try await publish("r3", count: 5)
        #expect(try await store.ledger(limit: 5).map(\.runID) == ["r2", "r3", "r1"])
    }

    @Test func aLogWithoutItsDatabaseIsRefused() async throws {
        try Data("frames".utf8).write(to: URL(fileURLWithPath: probe.file.path + "-wal"))
        let error = await GoldStoreConformance.expectError(.busy) { try await publish("r1", count: 3) }
        #expect(error?.message.contains("gold.db-wal") == true)
    }

    @Test(arguments: [
        ("text", "id,name\n1,a stranger's file that is long enough to be read as a header of a database, which it is not\n", "not a SQLite database"),
        ("database", nil, "Datamart has not made"),
    ])
    func aStrangersFileIsLeftAlone(_ kind: String, _ content: String?, _ reason: String) async throws {
        if let content { try Data(content.utf8).write(to: probe.file) } else { _ = try Shell.sqlite(probe.file, "CREATE TABLE theirs (a)") }
        let before = try Data(contentsOf: probe.file)
        let store = store
        for attempt in [
            { _ = try await store.beginPublication(runID: "r1") }, { try await store.record(GoldFixture.run("r1")) },
            { _ = try await store.ledger(limit: 1) },
        ] as [() async throws -> Void] {
            let error = await GoldStoreConformance.expectError(.foreign, attempt)
            #expect(error?.message.contains(reason) == true)
        }
        #expect(try Data(contentsOf: probe.file) == before)
    }

    @Test func anEmptyFileIsTakenForAReservedName() async throws {
        try Data().write(to: probe.file)
        try await publish("r1", count: 3)
        #expect(try publishedCount() == "3")
    }

    @Test func theFileBehindALinkIsReplaced() async throws {
        let link = probe.folder.url("link.db")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: probe.file)
        try await publish("r1", count: 3)
        try await GoldStoreConformance.publish(SQLiteGoldStore(path: link.path), "r2", [(.accidentsSummary, [])])
        #expect(try publishedCount() == "0")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == probe.file.path)
    }

    @Test func aPlaceThatCannotHoldAFileIsNamed() async throws {
        let lost = SQLiteGoldStore(path: probe.folder.url("missing/gold.db").path)
        let error = await GoldStoreConformance.expectError(.unreachable) { _ = try await lost.beginPublication(runID: "r1") }
        #expect(error?.description.contains("missing does not exist; create it first") == true)
        let folder = SQLiteGoldStore(path: probe.folder.path)
        await GoldStoreConformance.expectError(.foreign) { _ = try await folder.beginPublication(runID: "r1") }
        await GoldStoreConformance.expectError(.foreign) { _ = try await folder.ledger(limit: 1) }
    }

    @Test func failedRunsRecordedDuringAPublicationAreKept() async throws {
        try await publish("r0", count: 1)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...8 {
                group.addTask {
                    let other = SQLiteGoldStore(path: probe.file.path)
                    for attempt in 1...5 { try await other.record(GoldFixture.run("failed \(number).\(attempt)", status: .failed)) }
                }
            }
            group.addTask { for number in 1...10 { try await publish("published \(number)", count: 2) } }
            try await group.waitForAll()
        }
        #expect(try await store.ledger(limit: 100).count == 51)
    }

    private func notedErrors() throws -> String { try Shell.sqlite(probe.file, "SELECT error FROM datamart_runs WHERE error IS NOT NULL") }
}
