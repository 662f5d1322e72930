import Accidents
import Foundation
import Silver
import TestSupport
import Testing

/// What the command says when a partial publication cannot be published, and that the next one can.
@Suite("MySQL: partial publications that fail", .enabled(if: FaultTests.areAsked && TestServer.isAvailable))
struct MySQLPartialPublicationFailureTests {
    @Test("A row that another session holds")
    func heldRow() async throws {
        let runs = try await Runs()
        let other = try MySQLClient(runs.database)
        let number = try other.run("SELECT CONNECTION_ID(); START TRANSACTION; DELETE FROM kpis_weather LIMIT 1")
        try runs.add(year: 2020, month: 3)
        try await runs.expectFailure("the published tables are held by connection \(number) of ")
        _ = try other.run("ROLLBACK")
        try await runs.expectSuccess(accidents: 42)
    }

    @Test("A reader's open transaction, and a new year")
    func newYear() async throws {
        let runs = try await Runs()
        let reader = try MySQLClient(runs.database)
        let number = try reader.run("SELECT CONNECTION_ID(); START TRANSACTION; SELECT id FROM accidents_summary WHERE id = 'none'")
        // What is renewed in years that have a partition does not wait for the reader.
        try runs.add(year: 2020, month: 3)
        try await runs.expectSuccess(accidents: 42)
        try runs.add(year: 2021, month: 1)
        try await runs.expectFailure("the published tables are held by connection \(number) of ", accidents: 42)
        _ = try reader.run("COMMIT")
        try await runs.expectSuccess(accidents: 44)
    }

    @Test("An account that may not delete")
    func missingPrivilege() async throws {
        let runs = try await Runs()
        let (name, user) = (runs.database.name, "etl_\(UUID().uuidString.prefix(8))")
        let grant = "GRANT SELECT, INSERT, CREATE, ALTER, DROP, CREATE VIEW ON \(name).* TO '\(user)'@'%'"
        try runs.database.sql("CREATE USER '\(user)'@'%' IDENTIFIED BY 'pw'; \(grant)")
        defer { _ = try? runs.database.sql("DROP USER '\(user)'@'%'") }
        try runs.add(year: 2020, month: 3)
        try await runs.expectFailure("GRANT SELECT, INSERT, DELETE, CREATE", user: user, password: "pw")
        try await runs.expectSuccess(accidents: 42)
    }
}

/// Silver of forty accidents in twenty months, published by the command, and further runs of it.
private struct Runs {
    let database: TestDatabase
    private let folder: TemporaryFolder

    init() async throws {
        (database, folder) = (try TestDatabase(), try TemporaryFolder())
        for month in 0..<20 { try add(year: 2018 + month / 12, month: month % 12 + 1) }
        // 2020 has a partition.
        try add(year: 2020, month: 1)
        try FileManager.default.removeItem(atPath: folder / "s/accidents_clean/accident_year=2018/accident_month=1")
        #expect(try await run().status == 0)
        #expect(try accidents() == "40")
    }

    /// Adds a month of two accidents.
    func add(year: Int, month: Int) throws {
        let start = Int64(CivilDate.days(year: year, month: month, day: 3)) * 86_400
        let rows = (1...2).map { number in AccidentFixture("A-\(year * 100 + month)-\(number)") { $0.start = start } }
        let file = folder / "s/accidents_clean/accident_year=\(year)/accident_month=\(month)/part-0.orc"
        try SilverFixture.write(rows, to: file, columns: SilverFixture.completeColumns)
    }

    func expectSuccess(accidents count: Int) async throws {
        let outcome = try await run()
        #expect(outcome.status == 0 && outcome.output.contains(#""mode" : "partial""#), "\(outcome.output.prefix(300)) \(outcome.errors)")
        #expect(try accidents() == "\(count)")
    }

    /// Runs, and expects exit code 5, `reason`, and the version before.
    func expectFailure(_ reason: String, accidents count: Int = 40, user: String? = nil, password: String? = nil) async throws {
        let version = try database.lines("SELECT version FROM datamart_version")
        let outcome = try await run(user: user, password: password)
        #expect(outcome.status == 5 && outcome.errors.contains(reason), "\(outcome.status): \(outcome.errors)")
        #expect(try accidents() == "\(count)")
        #expect(try database.lines("SELECT version FROM datamart_version") == version)
    }

    private func run(user: String? = nil, password: String? = nil) async throws -> Command.Outcome {
        let address = database.address
        let target = "mysql://\(user ?? address.user)@\(address.host):\(address.port)/\(database.name)"
        let environment = ["MYSQL_PASSWORD": password ?? address.password ?? "", "DATAMART_MAX_RETRIES": "1", "DATAMART_RETRY_DELAY": "0"]
        return try await BuiltCommand.run(["run", "--json", "--silver", "s", "--gold", target], in: folder, environment: environment)
    }

    private func accidents() throws -> String { try database.lines("SELECT COUNT(distance_miles) FROM accidents_summary").joined() }
}
