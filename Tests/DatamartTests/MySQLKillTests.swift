import Accidents
import Foundation
import Silver
import Synchronization
import TestSupport
import Testing

/// The command is killed at every point of a run, full or incremental: before each of its statements, and between packets of rows.
@Suite("MySQL: killed on the way", .enabled(if: FaultTests.areAsked && TestServer.isAvailable))
struct MySQLKillTests {
    /// What the killed runs publish.
    enum Kind: String, Sendable, CaseIterable {
        case full, incremental

        /// Accidents of the edition that is published before, and of the one that the killed runs are to publish.
        var rows: (old: Int, new: Int) { self == .full ? (700, 900) : (700, 725) }

        var points: [Point] {
            switch self {
            case .full: stride(from: 1, to: 205, by: 3).map { .command($0) } + (190...200).map { .command($0) } + (1...14).map { .rows($0) }
            case .incremental: stride(from: 1, to: 130, by: 2).map { .command($0) } + [1, 2, 5, 10, 20, 30, 40, 50, 60].map { .rows($0) }
            }
        }
    }

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

    @Test("What was published stays whole, and the next run succeeds", arguments: Kind.allCases, 0..<lanes)
    func killed(kind: Kind, lane: Int) async throws {
        let (runs, database) = (try await KilledRuns(kind), try TestDatabase())
        let points = kind.points.enumerated().filter { $0.offset % Self.lanes == lane }.map(\.element)
        #expect(try await runs.run(.old, database, port: nil) == 0)
        var (version, killed) = (1, 0)
        for point in points {
            if try await runAndKill(at: point, runs, database) { killed += 1 }
            let found = try state(database)
            if found != "\(version)\t\(kind.rows.old)" {
                // Readers have the new version, whole; the next point begins from there.
                #expect(found == "\(version + 1)\t\(kind.rows.new)", "\(point)")
                #expect(try await runs.run(.old, database, port: nil) == 0, "\(point)")
                version += 2
            }
        }
        #expect(killed >= points.count * 3 / 4)
        #expect(try await runs.run(.new, database, port: nil) == 0)
        #expect(try state(database) == "\(version + 1)\t\(kind.rows.new)")
        #expect(try database.lines("SHOW TABLES LIKE 'datamart\\\\_%\\\\_%'").isEmpty)
        #expect(try database.lines("SELECT COUNT(*) FROM datamart_runs WHERE status = 'running'") == ["0"])
        #expect(try Int(database.lines("SELECT COUNT(*) FROM datamart_runs WHERE status = 'failed'")[0]) ?? 0 > killed / 2)
        #expect(try database.lines("SELECT COUNT(*) FROM datamart_runs WHERE mode <> '\(kind.rawValue)'") == [kind == .full ? "0" : "1"])
    }

    /// Runs on the new edition through a proxy, and kills the process at `point`; false when the run ended before.
    private func runAndKill(at point: Point, _ runs: KilledRuns, _ database: TestDatabase) async throws -> Bool {
        let process = Mutex<Int32?>(nil)
        let proxy = try FaultProxy(database.address) { sent, _ in
            guard point.isReached(sent), let number = process.withLock({ $0 }) else { return .forward }
            kill(number, SIGKILL)
            return .cut
        }
        return try await runs.run(.new, database, port: proxy.port) { number in process.withLock { $0 = number } } != 0
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

/// Silver in two editions, and runs of the command on one or the other.
private struct KilledRuns {
    enum Edition: String { case old, new }

    let kind: MySQLKillTests.Kind
    private let folder: TemporaryFolder

    init(_ kind: MySQLKillTests.Kind) async throws {
        self.kind = kind
        folder = try TemporaryFolder()
        for (edition, rows) in [(Edition.old, kind.rows.old), (.new, kind.rows.new)] {
            let made = try await BuiltCommand.run(["generate", "--rows", "\(rows)", "--silver", edition.rawValue], in: folder)
            #expect(made.status == 0, "\(made.errors)")
        }
        let start = Int64(CivilDate.days(year: 2019, month: 4, day: 9)) * 86_400
        let more = (1...kind.rows.new - kind.rows.old).map { number in AccidentFixture("X-\(number)") { $0.start = start } }
        try SilverFixture.write(more, to: folder / "more.orc", columns: SilverFixture.completeColumns)
    }

    /// Runs the command on `edition`, and gives its exit code.
    func run(_ edition: Edition, _ database: TestDatabase, port: Int?, started: (Int32) -> Void = { _ in }) async throws -> Int32 {
        let silver = try silver(edition)
        let target = "mysql://\(database.address.user)@\(database.address.host):\(port ?? database.address.port)/\(database.name)"
        let environment = ["MYSQL_PASSWORD": database.address.password ?? "", "DATAMART_RETRY_DELAY": "0"]
        let outcome = try await BuiltCommand.run(
            ["run", "--silver", silver, "--gold", target], in: folder, environment: environment, started: started)
        if port == nil { #expect(outcome.status == 0, "\(outcome.errors)") }
        return outcome.status
    }

    /// The warehouse of `edition`: another one as a whole, or the same with one file more in one month.
    private func silver(_ edition: Edition) throws -> String {
        guard kind == .incremental else { return edition.rawValue }
        let (away, there) = (folder / "more.orc", folder / "old/accidents_warehouse.db/accidents_clean/accident_year=2019/accident_month=4/more.orc")
        let (from, to) = edition == .new ? (away, there) : (there, away)
        if FileManager.default.fileExists(atPath: from) { try FileManager.default.moveItem(atPath: from, toPath: to) }
        return Edition.old.rawValue
    }
}
