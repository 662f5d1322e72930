import Accidents
import Datamart
import Foundation
import Gold
import Pipeline
import Silver
import SilverImport
import TestSupport
import Testing

/// What a run into MySQL renews is what a run of everything publishes.
@Suite("Gold in MySQL: partial publications", .enabled(if: TestServer.isAvailable))
struct MySQLIncrementalTests {
    /// A change of Silver, and how many partitions must be scanned because of it.
    private struct Change: Sendable {
        var name: String
        var scanned: Int
        var make: @Sendable (Warehouse) throws -> Void
    }

    private static let changes: [Change] = [
        Change(name: "another edition of a month, and one with other accidents", scanned: 2) {
            try $0.exchange(year: 2019, month: 4)
            try $0.write(year: 2021, month: 11, first: 1, count: 40)
        },
        Change(name: "a new month, and new years", scanned: 3) {
            try $0.write(year: 2023, month: 4, first: 101, count: 30)
            try $0.write(year: 2024, month: 1, first: 201, count: 30)
            try $0.write(year: 2014, month: 12, first: 301, count: 5)
        },
        Change(name: "a month that is gone", scanned: 0) { try $0.remove(year: 2018, month: 7) },
        Change(name: "all at once", scanned: 3) {
            try $0.exchange(year: 2019, month: 4)
            try $0.write(year: 2018, month: 7, first: 401, count: 20)
            try $0.write(year: 2021, month: 11, first: 21, count: 40)
            try $0.remove(year: 2024, month: 1)
        },
        Change(name: "nothing", scanned: 0) { _ in },
    ]

    @Test("Every table equals that of a full run, into MySQL and into SQLite, after every kind of change")
    func equalsAFullRun() async throws {
        let (warehouse, database, full) = (try await Warehouse(), try TestDatabase(), try TestDatabase())
        #expect(try await warehouse.run(.mysql(database.goldAddress), state: "kept").mode == .full)
        for (number, change) in Self.changes.enumerated() {
            try change.make(warehouse)
            let result = try await warehouse.run(.mysql(database.goldAddress), state: "kept")
            #expect(result.mode == .partial && result.partitionsScanned == change.scanned, "\(change.name): \(result.partitionsScanned)")
            let file = warehouse.folder / "full\(number).db"
            #expect(try await warehouse.run(.sqlite(path: file), state: "full\(number)").mode == .full)
            // A partial publication measures the completeness of the rows that it writes alone.
            try expectSameGold(database, file, except: [.datamartQuality], "\(change.name)")
        }
        #expect(try await warehouse.run(.mysql(full.goldAddress), state: "full").mode == .full)
        try expectSameGold(database, full, except: [.datamartQuality], "beside MySQL")
        let versions = Self.changes.count + 1
        #expect(try database.lines("SELECT version FROM datamart_version") == ["\(versions)"])
        #expect(
            try database.lines("SELECT mode, status, data_version FROM datamart_runs ORDER BY data_version")
                == (1...versions).map { "\($0 == 1 ? "full" : "partial")\tsucceeded\t\($0)" })
        #expect(
            try database.lines(
                "SELECT PARTITION_NAME FROM information_schema.PARTITIONS WHERE TABLE_SCHEMA = DATABASE() AND PARTITION_NAME IS NOT NULL "
                    + "ORDER BY PARTITION_ORDINAL_POSITION")
                == ["p2014"] + (2016...2024).map { "p\($0)" } + ["p_future"])
        #expect(try database.lines("SHOW TABLES LIKE 'datamart\\\\_%\\\\_%'").isEmpty)
    }
}

/// A generated Silver that tests change, and its runs.
private struct Warehouse {
    let folder: TemporaryFolder
    private var table: String { folder / "silver/accidents_warehouse.db/accidents_clean" }

    init() async throws {
        folder = try TemporaryFolder()
        _ = try await SampleGenerator(rows: 1_000, seed: 5, warehouse: folder / "silver").run()
        // The same identifiers in each month, and everything else drawn anew.
        _ = try await SampleGenerator(rows: 1_000, seed: 6, warehouse: folder / "other").run()
        for beside in ["weather_aggregated", "infrastructure_features"] {
            try FileManager.default.removeItem(atPath: folder / "silver/accidents_warehouse.db/\(beside)")
        }
    }

    /// Puts the other edition of a month in the place of this one, and this one there.
    func exchange(year: Int, month: Int) throws {
        let (here, there) = (partition(year, month), folder / "other/accidents_warehouse.db/accidents_clean/\(name(year, month))")
        let away = folder / "away"
        for (from, to) in [(here, away), (there, here), (away, there)] { try FileManager.default.moveItem(atPath: from, toPath: to) }
    }

    /// Writes a month of `count` accidents in place of what it may have. Numbers name them: the same are the same accidents.
    func write(year: Int, month: Int, first: Int, count: Int) throws {
        try? remove(year: year, month: month)
        let start = Int64(CivilDate.days(year: year, month: month, day: 1)) * 86_400
        let rows = (first..<first + count).map { number in
            AccidentFixture("X-\(number)") {
                $0.start = start + Int64(number % 27) * 86_400 + Int64(number % 24) * 3_600
                $0.hour = Int64(number % 24)
                $0.severity = Int64(number % 4 + 1)
                $0.city = number % 3 == 0 ? "La Cañada" : "Los Angeles"
            }
        }
        try SilverFixture.write(rows, to: partition(year, month) + "/part-0.orc", columns: SilverFixture.completeColumns)
    }

    /// Removes a month; a folder that is left empty would be a partition without accidents.
    func remove(year: Int, month: Int) throws {
        try FileManager.default.removeItem(atPath: partition(year, month))
        let parent = (partition(year, month) as NSString).deletingLastPathComponent
        if try FileManager.default.contentsOfDirectory(atPath: parent).isEmpty { try FileManager.default.removeItem(atPath: parent) }
    }

    func run(_ target: GoldTarget, state: String) async throws -> RunResult {
        var configuration = DatamartConfiguration()
        configuration.silver.warehouse = folder / "silver"
        configuration.goldTarget = target
        configuration.pipeline.state = folder / state
        return try await DatamartApp(configuration).run()
    }

    private func partition(_ year: Int, _ month: Int) -> String { table + "/" + name(year, month) }
    private func name(_ year: Int, _ month: Int) -> String { "accident_year=\(year)/accident_month=\(month)" }
}
