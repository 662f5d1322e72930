import Foundation
import Gold
import TestSupport
import Testing

/// Values that somebody has put into published tables, by what each kind of store lets through: reading them fails and says where.
@Suite struct DamagedValueTests {
    /// A statement that does the damage, and what is said of it.
    struct Damage: Sendable, CustomTestStringConvertible {
        var statement: String
        var column: String
        var found: String
        var expected: String
        var testDescription: String { statement }
    }

    private static let loose = "PRAGMA ignore_check_constraints = ON"

    @Test(arguments: [
        Damage(statement: "UPDATE every_type SET small = 'many'", column: "small", found: "\"many\"", expected: "a whole number"),
        Damage(statement: "UPDATE every_type SET big = 1.5", column: "big", found: "1.5", expected: "a whole number"),
        Damage(statement: "UPDATE every_type SET ratio = 'half'", column: "ratio", found: "\"half\"", expected: "a number"),
        Damage(statement: "UPDATE every_type SET flag = 'yes'", column: "flag", found: "\"yes\"", expected: "0 or 1"),
        Damage(statement: "UPDATE every_type SET day = '2021-02-29'", column: "day", found: "\"2021-02-29\"", expected: "a date (YYYY-MM-DD)"),
        Damage(statement: "UPDATE every_type SET day = 20210228", column: "day", found: "20210228", expected: "a date (YYYY-MM-DD)"),
        Damage(
            statement: "UPDATE every_type SET moment = '2021-02-28T12:00:00'", column: "moment", found: "\"2021-02-28T12:00:00\"",
            expected: "a time (YYYY-MM-DD HH:MM:SS)"),
        Damage(statement: "\(loose); UPDATE every_type SET kind = 'sideways'", column: "kind", found: "\"sideways\"", expected: "one of up, down"),
    ])
    func sqlite(_ damage: Damage) async throws { try await check(damage, SQLiteProbe()) }

    @Test(
        .enabled(if: TestServer.isAvailable),
        arguments: [
            Damage(
                statement: "ALTER TABLE every_type MODIFY small VARCHAR(20); UPDATE every_type SET small = 'many'", column: "small",
                found: "\"many\"",
                expected: "a whole number"),
            Damage(
                statement: "SET sql_mode = ''; UPDATE every_type SET day = '2021-02-30'", column: "day", found: "\"0000-00-00\"",
                expected: "a date (YYYY-MM-DD)"),
            Damage(
                statement: "SET sql_mode = ''; UPDATE every_type SET moment = '2021-02-30'", column: "moment", found: "\"0000-00-00 00:00:00\"",
                expected: "a time (YYYY-MM-DD HH:MM:SS)"),
            Damage(
                statement: "SET sql_mode = ''; UPDATE every_type SET kind = 'sideways'", column: "kind", found: "\"\"", expected: "one of up, down"),
        ])
    func mysql(_ damage: Damage) async throws { try await check(damage, MySQLProbe()) }

    private func check(_ damage: Damage, _ probe: any GoldStoreProbe) async throws {
        try await GoldStoreConformance.publish(probe.makeStore(), "r1", [(GoldFixture.everyType, [GoldFixture.everyTypeBatch])])
        try probe.execute(damage.statement)
        let reader = try probe.makeReader()
        let error = await GoldStoreConformance.expectError(.damaged) { _ = try await reader.rows(GoldQuery(GoldFixture.everyType)) }
        let named = try #require(error?.cause as? DamagedValue)
        #expect(named.table == "every_type" && named.column == damage.column && named.found == damage.found && named.expected == damage.expected)
        #expect(error?.message.contains("column \(damage.column) holds \(damage.found), where \(damage.expected) is expected") == true)
    }

    @Test("A damaged ledger is not read as zeros")
    func ledger() async throws {
        let probe = try SQLiteProbe()
        let store = try probe.makeStore()
        try await GoldStoreConformance.publish(store, "r1", [])
        try probe.execute("UPDATE datamart_runs SET rows_read = 'many'")
        let error = await GoldStoreConformance.expectError(.damaged) { _ = try await store.ledger(limit: 5) }
        #expect(error?.table == "datamart_runs" && (error?.cause as? DamagedValue)?.column == "rows_read")
        #expect((error?.cause as? DamagedValue)?.sql.contains("FROM \"datamart_runs\" ORDER BY \"started_at\" DESC") == true)
    }
}
