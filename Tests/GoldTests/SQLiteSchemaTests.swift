import Foundation
public import Gold
import GoldSQLite
import TestSupport
public import Testing

/// The DDL of every table, as files: `Expected/<table>.sql`. `DATAMART_TEST_RECORD=1` writes them anew and fails.
@Suite("SQLite schema")
struct SQLiteSchemaTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Expected")

    @Test(arguments: GoldCatalog.tables)
    func ddlIsAsRecorded(_ table: GoldTable) throws {
        let ddl = ([SQLiteSchema.createTable(table)] + SQLiteSchema.createIndexes(table)).map { $0 + ";\n" }.joined()
        let file = Self.folder.appendingPathComponent("\(table.name).sql")
        if ProcessInfo.processInfo.environment["DATAMART_TEST_RECORD"] == "1" {
            try Data(ddl.utf8).write(to: file)
            Issue.record("recorded \(file.lastPathComponent); run again without DATAMART_TEST_RECORD")
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == ddl)
    }

    @Test func indexNamesAreUniqueInADatabase() {
        let statements = GoldCatalog.tables.flatMap(SQLiteSchema.createIndexes)
        let names = statements.compactMap { $0.split(separator: " ON ").first?.split(separator: "INDEX ").last }
        #expect(names.contains("\"hotspots.idx_location\"") && names.contains("\"accidents_summary.idx_location\""))
        #expect(Set(names).count == names.count)
    }

    /// A view shows what a query by hand shows, and is there only when its table is.
    @Test func viewsAreMadeForTheTablesThatArePublished() async throws {
        let probe = try SQLiteProbe()
        let hotspots = try RowBatch(
            for: .hotspots,
            [
                "rank": .integers([1, 2]), "state": .text(["TX", "CA"]), "city": .text(["Houston", nil]), "latitude": .doubles([29.7, 34.1]),
                "longitude": .doubles([-95.4, -118.2]), "radius_miles": .doubles([0.4, 0.1]), "accident_count": .integers([60, 50]),
                "severity_avg": .doubles([2.2, 2.1]), "danger_score": .doubles([1, 0.6]), "gi_z": .doubles([9, 3]), "gi_q": .doubles([0.001, 0.02]),
                "years_active": .integers([3, 2]), "last_updated": .timestamps([0, 0]),
            ])
        try await GoldStoreConformance.publish(probe.makeStore(), "r1", [(.hotspots, [hotspots])])
        #expect(
            try Shell.sqlite(probe.file, "SELECT * FROM active_hotspots") == "1|TX|Houston|29.7|-95.4|0.4|60|2.2|1.0|1970-01-01 00:00:00")
        #expect(try Shell.sqlite(probe.file, "SELECT name FROM sqlite_master WHERE type = 'view'") == "active_hotspots")
    }

    @Test(arguments: GoldCatalog.views)
    func aViewNamesColumnsOfItsTable(_ view: GoldView) throws {
        #expect(Set(view.columns).isSubset(of: view.table.columns.map(\.name)))
        let ddl = SQLiteSchema.createView(view) + ";\n"
        let file = Self.folder.appendingPathComponent("\(view.name).sql")
        if ProcessInfo.processInfo.environment["DATAMART_TEST_RECORD"] == "1" { try Data(ddl.utf8).write(to: file) }
        #expect(try String(contentsOf: file, encoding: .utf8) == ddl)
    }

    /// A key built after the load must leave what the plain statement would have left.
    @Test(arguments: GoldCatalog.content + [GoldFixture.everyType])
    func aPublishedTableIsAsDeclared(_ table: GoldTable) async throws {
        let probe = try SQLiteProbe()
        try await GoldStoreConformance.publish(probe.makeStore(), "r1", [(table, [])])
        let plain = probe.folder.url("plain.db")
        _ = try Shell.sqlite(plain, ([SQLiteSchema.createTable(table)] + SQLiteSchema.createIndexes(table)).joined(separator: ";"))
        let catalog = """
            SELECT type, name, tbl_name, sql FROM sqlite_master WHERE tbl_name = '\(table.name)' ORDER BY name;
            PRAGMA table_info("\(table.name)"); PRAGMA index_list("\(table.name)");
            """
        // The order of index_list is that of creation, in which only the key differs.
        let published = try Shell.sqlite(probe.file, catalog).split(separator: "\n").map { $0.drop { $0.isNumber } }.sorted()
        #expect(try published == Shell.sqlite(plain, catalog).split(separator: "\n").map { $0.drop { $0.isNumber } }.sorted())
        #expect(try Shell.sqlite(probe.file, "PRAGMA integrity_check") == "ok")
    }

    @Test func theKeyAnswersQueries() async throws {
        let probe = try SQLiteProbe()
        try await GoldStoreConformance.publish(probe.makeStore(), "r1", [(.accidentsSummary, [GoldFixture.accidents(0, count: 500)])])
        let plan = try Shell.sqlite(
            probe.file, "EXPLAIN QUERY PLAN SELECT * FROM accidents_summary WHERE id = 'A-77' AND accident_date = '2019-06-30'")
        #expect(plan.contains("sqlite_autoindex_accidents_summary_1 (id=? AND accident_date=?)"))
        let row = try Shell.sqlite(probe.file, "SELECT *, date(accident_date, '+1 day') FROM accidents_summary WHERE id = 'A-77'")
        #expect(row == "A-77|TX|La Cañada 2|2|2019-06-30|5|Rain|Hot|2|0.8125|0.77|2019-07-01")
        let duplicate = "INSERT INTO accidents_summary (id, state, accident_date) VALUES ('A-77', 'TX', '2019-06-30')"
        let refusal = #expect(throws: Command.Failure.self) { try Shell.sqlite(probe.file, duplicate) }
        #expect(refusal?.description.contains("UNIQUE constraint failed: accidents_summary.id, accidents_summary.accident_date") == true)
    }
}

extension GoldTable: CustomTestStringConvertible {
    /// The table's name.
    public var testDescription: String { name }
}
