import Foundation
import Gold
import Synchronization
import TestSupport
import Testing

/// `datamart migrate` as a shell would start it.
@Suite("MySQL: migrate", .enabled(if: TestServer.isAvailable))
struct MySQLMigrateTests {
    @Test("An older schema is brought to that of a run, with the plan shown first, and a run works afterwards")
    func command() async throws {
        let (folder, database) = (try TemporaryFolder(), try TestDatabase())
        let made = try await BuiltCommand.run(["generate", "--rows", "3000", "--silver", "s"], in: folder)
        #expect(made.status == 0, "\(made.errors)")
        try await run(folder, database)
        let (schema, rows) = try (database.definitions(), database.accidents())
        try database.sql(Self.damage)
        let planned = try await migrate("--dry-run", "--json", in: folder, database)
        let plan = try JSONDecoder().decode(MigrationPlan.self, from: Data(planned.output.utf8))
        #expect(plan.steps.count == 5 && plan.left.isEmpty && plan.obstacles.isEmpty, "\(planned.output)")
        #expect(try database.definitions() != schema)
        let outcome = try await migrate(in: folder, database)
        #expect(plan.steps.allSatisfy { outcome.output.contains("\($0.relation): \($0.reason)\n") })
        #expect(outcome.output.contains("PARTITION p2017 VALUES LESS THAN (2018)") && outcome.output.contains("5 statements carried out in "))
        #expect(try database.definitions() == schema)
        #expect(try database.accidents() == rows)
        #expect(try await migrate(in: folder, database).output == "Nothing to do: the schema is as this version creates it.\n")
        try await run(folder, database)
        #expect(try database.definitions() == schema)
        #expect(try database.lines("SELECT version FROM datamart_version") == ["2"])
    }

    @Test("What stands in the way is named, with exit code 5; a dry run shows it")
    func foreign() async throws {
        let (folder, database) = (try TemporaryFolder(), try TestDatabase())
        try database.sql("CREATE TABLE hotspots (a INT); CREATE VIEW state_summary AS SELECT 1 AS a")
        let outcome = try await migrate(in: folder, database, status: 5)
        #expect(["hotspots: a table that", "state_summary: a view that"].allSatisfy(outcome.errors.contains), "\(outcome.errors)")
        #expect(try await migrate("--dry-run", in: folder, database).output.contains("In the way: hotspots: a table that Datamart has not made"))
        #expect(try database.lines("SHOW TABLES") == ["hotspots", "state_summary"])
    }

    @Test("Other stores, and databases that are not there")
    func places() async throws {
        let folder = try TemporaryFolder()
        let file = try await BuiltCommand.run(["migrate", "--gold", "sqlite:gold.db"], in: folder)
        #expect(file.status == 0 && file.output == "An SQLite Gold needs no migration: a run makes the file anew.\n")
        #expect(try await BuiltCommand.run(["migrate", "--gold", "none"], in: folder).status == 64)
        let address = try TestServer.address()
        let target = "mysql://\(address.user)@\(address.host):\(address.port)/not_there"
        let missing = try await BuiltCommand.run(["migrate", "--gold", target], in: folder, environment: ["MYSQL_PASSWORD": address.password ?? ""])
        #expect(missing.status == 5 && missing.errors.contains("CREATE DATABASE not_there"), "\(missing.errors)")
    }

    @Test("Killed before any of its statements, it is continued by the next", .enabled(if: FaultTests.areAsked))
    func killed() async throws {
        let (folder, database) = (try TemporaryFolder(), try TestDatabase())
        let made = try await BuiltCommand.run(["generate", "--rows", "700", "--silver", "s"], in: folder)
        #expect(made.status == 0, "\(made.errors)")
        try await run(folder, database)
        let (schema, rows) = try (database.definitions(), database.accidents())
        var killed = 0
        for statement in 1... {
            try database.sql(Self.damage)
            guard try await migrateAndKill(beforeStatement: statement, folder, database) else { break }
            killed += 1
            try await migrate(in: folder, database)
            #expect(try database.definitions() == schema, "statement \(statement)")
            #expect(try database.accidents() == rows, "statement \(statement)")
        }
        // Comparisons take a statement a table and more.
        #expect(killed > GoldCatalog.tables.count + 4)
        try await run(folder, database)
    }

    // MARK: What the tests share

    /// Five statements are needed to mend this.
    private static let damage = """
        ALTER TABLE accidents_summary REMOVE PARTITIONING; ALTER TABLE accidents_summary DROP KEY idx_temporal, MODIFY infrastructure_count BIGINT;
        ALTER TABLE kpis_security DROP COLUMN rate_eb; DROP VIEW monthly_trends
        """

    private func run(_ folder: TemporaryFolder, _ database: TestDatabase) async throws {
        let outcome = try await BuiltCommand.run(
            ["run", "--force-refresh", "--silver", "s", "--gold", database.target()], in: folder, environment: database.environment)
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    @discardableResult
    private func migrate(
        _ arguments: String..., in folder: TemporaryFolder, _ database: TestDatabase, status: Int32 = 0
    ) async throws -> Command.Outcome {
        let outcome = try await BuiltCommand.run(
            ["migrate", "--gold", database.target()] + arguments, in: folder, environment: database.environment)
        #expect(outcome.status == status, "\(outcome.errors)")
        return outcome
    }

    /// Migrates through a proxy, and kills the process before one of its statements; false when it ended before.
    private func migrateAndKill(beforeStatement number: Int, _ folder: TemporaryFolder, _ database: TestDatabase) async throws -> Bool {
        let process = Mutex<Int32?>(nil)
        let proxy = try FaultProxy(database.address) { sent, _ in
            guard sent.commands >= number, let process = process.withLock({ $0 }) else { return .forward }
            kill(process, SIGKILL)
            return .cut
        }
        let outcome = try await BuiltCommand.run(
            ["migrate", "--gold", database.target(port: proxy.port)], in: folder, environment: database.environment,
            started: { number in process.withLock { $0 = number } })
        return outcome.status != 0
    }
}

extension TestDatabase {
    /// What `--gold` takes, without the password.
    func target(port: Int? = nil) -> String { "mysql://\(address.user)@\(address.host):\(port ?? address.port)/\(name)" }

    /// The password, and no long pauses.
    var environment: [String: String] { ["MYSQL_PASSWORD": address.password ?? "", "DATAMART_RETRY_DELAY": "0"] }

    /// What the client shows of every table and view, but for how far rows are numbered.
    fileprivate func definitions() throws -> String {
        let statements = try lines("SHOW TABLES").map { "SHOW CREATE TABLE `\($0)`" }.joined(separator: "; ")
        return try sql(statements).replacing(#/AUTO_INCREMENT=[0-9]+ /#, with: "")
    }

    fileprivate func accidents() throws -> String { try sql("SELECT * FROM accidents_summary ORDER BY id") }
}
