import Foundation
import Synchronization
import TestSupport
import Testing

/// The command is killed at every point of a full run: before each of its statements, and between packets of rows.
@Suite("MySQL: killed on the way", .enabled(if: FaultTests.areAsked && TestServer.isAvailable))
struct MySQLKillTests {
    /// Where a run dies.
    enum Point: Sendable, CustomTestStringConvertible {
        case command(Int)
        case rows(Int)

        var testDescription: String {
            switch self {
            case .command(let number): "before statement \(number)"
            case .rows(let number): "before packet \(number) of rows"
            }
        }

        func isReached(_ sent: FaultProxy.Traffic) -> Bool {
            switch self {
            case .command(let number): sent.commands >= number
            case .rows(let number): sent.rowPackets >= number
            }
        }
    }

    /// Points that share a database: each run clears away what the one before has left.
    private static let lanes = 4
    private static let points: [[Point]] = {
        let all = (1...66).map { Point.command($0) } + (1...14).map { Point.rows($0) }
        return (0..<lanes).map { lane in all.enumerated().filter { $0.offset % lanes == lane }.map(\.element) }
    }()

    @Test("What was published stays whole, and the next run succeeds", arguments: 0..<lanes)
    func killed(lane: Int) async throws {
        let (folder, database) = (try TemporaryFolder(), try TestDatabase())
        for (name, rows) in [("old", 700), ("new", 900)] {
            let made = try await BuiltCommand.run(["generate", "--rows", "\(rows)", "--silver", name], in: folder)
            #expect(made.status == 0, "\(made.errors)")
        }
        #expect(try await run("old", folder, database, port: nil) == 0)
        var expected = "1\t700"
        var killed = 0
        for point in Self.points[lane] {
            if try await runAndKill(at: point, folder, database) { killed += 1 }
            let found = try state(database)
            if found != expected {
                // Readers have the new version, whole; the next point begins from there.
                let version = try #require(Int(expected.prefix { $0 != "\t" })) + 1
                #expect(found == "\(version)\t900", "\(point)")
                #expect(try await run("old", folder, database, port: nil) == 0, "\(point)")
                expected = "\(version + 1)\t700"
            }
        }
        #expect(killed >= Self.points[lane].count * 3 / 4)
        #expect(try await run("new", folder, database, port: nil) == 0)
        #expect(try state(database).hasSuffix("\t900"))
        #expect(try database.lines("SHOW TABLES LIKE 'datamart\\\\_%\\\\_%'").isEmpty)
        #expect(try database.lines("SELECT COUNT(*) FROM datamart_runs WHERE status = 'running'") == ["0"])
        #expect(try Int(database.lines("SELECT COUNT(*) FROM datamart_runs WHERE status = 'failed'")[0]) ?? 0 > killed / 2)
    }

    /// Runs on the new Silver through a proxy, and kills the process at `point`; false when the run ended before.
    private func runAndKill(at point: Point, _ folder: TemporaryFolder, _ database: TestDatabase) async throws -> Bool {
        let process = Mutex<Int32?>(nil)
        let proxy = try FaultProxy(database.address) { sent, _ in
            guard point.isReached(sent), let number = process.withLock({ $0 }) else { return .forward }
            kill(number, SIGKILL)
            return .cut
        }
        return try await run("new", folder, database, port: proxy.port) { number in process.withLock { $0 = number } } != 0
    }

    private func run(
        _ silver: String, _ folder: TemporaryFolder, _ database: TestDatabase, port: Int?, started: (Int32) -> Void = { _ in }
    ) async throws -> Int32 {
        let target = "mysql://\(database.address.user)@\(database.address.host):\(port ?? database.address.port)/\(database.name)"
        let environment = ["MYSQL_PASSWORD": database.address.password ?? "", "DATAMART_RETRY_DELAY": "0"]
        let outcome = try await BuiltCommand.run(
            ["run", "--silver", silver, "--gold", target], in: folder, environment: environment, started: started)
        if port == nil { #expect(outcome.status == 0, "\(outcome.errors)") }
        return outcome.status
    }

    /// The version and the accidents that a reader sees, when all tables agree.
    private func state(_ database: TestDatabase) throws -> String {
        try database.lines(
            """
            START TRANSACTION WITH CONSISTENT SNAPSHOT;
            SELECT v.version, (SELECT COUNT(*) FROM accidents_summary) FROM datamart_version v
            WHERE (SELECT accident_count FROM kpis_security WHERE state = 'US') = (SELECT COUNT(*) FROM accidents_summary)
            AND (SELECT COUNT(*) FROM datamart_quality) > 5
            """
        ).joined()
    }
}
