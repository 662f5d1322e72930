import Datamart
import Foundation
import Gold
import Pipeline
import Silver
import TestSupport
import Testing

@Suite("Gold in MySQL", .enabled(if: TestServer.isAvailable))
struct MySQLEndToEndTests {
    @Test("Gold in MySQL is Gold in SQLite, table by table: the sample", .enabled(if: RealData.isThere))
    func sample() async throws {
        try await compare(silver: RealData.path("silver_hive"))
    }

    @Test("Gold in MySQL is Gold in SQLite, table by table: generated rows")
    func generated() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await BuiltCommand.run(["generate", "--rows", "60000", "--silver", "s"], in: folder)
        #expect(outcome.status == 0, "\(outcome.errors)")
        try await compare(silver: folder / "s")
    }

    @Test("Names of cities keep every character, and those that differ in an accent or in case stay apart")
    func names() async throws {
        let cities = ["La Cañada", "La Canada", "Springfield 🚦", "O'Fallon", "tab\there", "back\\slash", "Zürich", "naïve"]
        let folder = try TemporaryFolder()
        let rows = cities.enumerated().map { index, city in AccidentFixture("A-\(index)") { $0.city = city } }
        try SilverFixture.write(rows, to: folder / "accidents_clean/part-0.orc", columns: SilverFixture.completeColumns)
        let database = try await compare(silver: folder.path)
        #expect(try database.lines("SELECT city FROM accidents_summary WHERE id = 'A-2'") == ["Springfield 🚦"])
        #expect(try database.lines("SELECT COUNT(*) FROM kpis_security WHERE city IS NOT NULL") == ["\(cities.count)"])
    }

    @Test("The command publishes, and says what it did")
    func command() async throws {
        let (folder, database) = (try TemporaryFolder(), try TestDatabase())
        let made = try await BuiltCommand.run(["generate", "--rows", "3000", "--silver", "s"], in: folder)
        #expect(made.status == 0, "\(made.errors)")
        var parts = try #require(URLComponents(string: database.url))
        let password = parts.password
        parts.password = nil
        let outcome = try await BuiltCommand.run(
            ["run", "--silver", "s", "--gold", try #require(parts.string), "--json"], in: folder,
            environment: password.map { ["MYSQL_PASSWORD": $0] } ?? [:])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try database.lines("SELECT COUNT(*) FROM accidents_summary") == ["3000"])
        #expect(try database.lines("SELECT version FROM datamart_version") == ["1"])
        #expect(try database.lines("SELECT status, data_version, rows_accepted FROM datamart_runs") == ["succeeded\t1\t3000"])
        #expect(try database.lines("SELECT COUNT(*) > 10 FROM state_summary") == ["1"])
    }

    /// Publishes `silver` to both stores, and compares every table, column by column.
    @discardableResult
    private func compare(silver: String) async throws -> TestDatabase {
        let (folder, database) = (try TemporaryFolder(), try TestDatabase())
        for target in [GoldTarget.sqlite(path: folder / "gold.db"), .mysql(database.goldAddress)] {
            var configuration = DatamartConfiguration()
            configuration.silver.warehouse = silver
            configuration.goldTarget = target
            let result = try await DatamartApp(configuration).run()
            #expect(result.gold != nil && result.warnings.isEmpty, "\(result.warnings)")
        }
        try expectSameGold(folder / "gold.db", database)
        return database
    }
}
