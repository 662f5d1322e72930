import Accidents
import Foundation
import ORC
import TestSupport
import Testing

@testable import Silver
@testable import SilverImport

@Suite("Publishing Silver")
struct WritingPublicationTests {
    private typealias Fixture = ImportFixture

    /// The state that a process killed after each step leaves, and what the next command makes of it.
    @Test(arguments: 0...SilverPublication.steps.count)
    func killedAfter(steps: Int) async throws {
        let folder = try TemporaryFolder(), warehouse = try SilverWarehouse(folder.path + "/silver")
        try await Fixture.run([try folder.write("a.csv", Fixture.csv([Fixture.row("A-1")]))], into: folder)
        try FileManager.default.createDirectory(atPath: warehouse.databasePath + "/others_table", withIntermediateDirectories: true)
        let staged = SilverPublication(warehouse: warehouse, token: "t")
        try staged.prepare()
        try await Self.copyNewTables(to: staged)
        for step in SilverPublication.steps.prefix(steps) { try staged.perform(step) }

        let recovery = try warehouse.recover()
        #expect(recovery == (steps == 0 ? .discarded : steps < 5 ? .completed : steps == 5 ? .discarded : .nothing))
        #expect(try Fixture.strings(.id, in: folder) == (steps == 0 ? ["A-1"] : ["A-2", "A-3"]))
        let names = try FileManager.default.contentsOfDirectory(atPath: warehouse.databasePath).sorted()
        #expect(names == ["accidents_clean", "infrastructure_features", "others_table", "weather_aggregated"])
        for table in SilverTable.allCases {
            #expect(try FileManager.default.contentsOfDirectory(atPath: warehouse.path(of: table)).allSatisfy { !$0.hasPrefix(".") })
        }
        #expect(try warehouse.recover() == .nothing)
    }

    /// Puts the tables of another import into the staging folder.
    private static func copyNewTables(to staged: SilverPublication) async throws {
        let other = try TemporaryFolder()
        try await Fixture.run([try other.write("b.csv", Fixture.csv([Fixture.row("A-2"), Fixture.row("A-3")]))], into: other)
        for table in SilverTable.allCases {
            let source = try SilverWarehouse(other.path + "/silver").path(of: table)
            for name in try FileManager.default.contentsOfDirectory(atPath: source) {
                try FileManager.default.copyItem(atPath: "\(source)/\(name)", toPath: "\(staged.stagedPath(of: table))/\(name)")
            }
        }
    }

    @Test func onlyOneWriterAtATime() throws {
        let folder = try TemporaryFolder(), warehouse = try SilverWarehouse(folder.path)
        let writer = try SilverWriter(warehouse)
        let error = #expect(throws: SilverError.self) { try SilverWriter(warehouse) }
        #expect(error?.code == .busy)
        #expect(try warehouse.recover() == .busy)
        withExtendedLifetime(writer) {}
    }

    @Test func anAbandonedWriterLeavesNothing() throws {
        let folder = try TemporaryFolder(), warehouse = try SilverWarehouse(folder.path)
        do { _ = try SilverWriter(warehouse) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: warehouse.databasePath).isEmpty)
    }

    @Test func filesDoNotDependOnTheNumberOfTasks() async throws {
        let rows = (1...500).map { number in
            Fixture.row(
                "A-\(number)", ["Start_Time": "20\(10 + number % 7)-0\(1 + number % 9)-11 10:00:00", "State": USState.abbreviations[number % 51]])
        }
        var contents: [[String: Data]] = []
        for parallelism in [1, 4] {
            let folder = try TemporaryFolder(), file = try folder.write("a.csv", Fixture.csv(rows))
            try await Fixture.run([file], into: folder) {
                $0.chunkSize = 4_096
                $0.writer.parallelism = parallelism
                $0.writer.memoryBudget = 20_000
            }
            contents.append(try Self.files(below: folder.path + "/silver"))
        }
        #expect(contents[0].count > 60 && contents[0] == contents[1])
    }

    private static func files(below path: String) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: path) where !Files.isDirectory("\(path)/\(name)") {
            files[name] = try Data(contentsOf: URL(filePath: "\(path)/\(name)"))
        }
        return files
    }

    @Test(arguments: [
        ("w", "w"), ("w/", "w"), ("w/accidents_warehouse.db", "w"), ("accidents_warehouse.db", "."), ("/accidents_warehouse.db", "/"),
        ("w/accidents_warehouse.db/accidents_clean", "w"), ("accidents_warehouse.db/accidents_clean/", "."), ("", "."), ("/", "/"),
        ("/w/accidents_warehouse.db/weather_aggregated", "/w"),
    ])
    func warehousePaths(given: String, expected: String) throws {
        #expect(try SilverWarehouse(given).path == expected)
    }

    @Test(arguments: ["other.db", "other.db/", "accidents_clean", "other.db/accidents_clean", "other.db/.", "a.db/accidents_warehouse.db", "parts"])
    func partsOfWarehousesAreRefused(name: String) throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/parts/year=2020", withIntermediateDirectories: true)
        let error = #expect(throws: SilverError.self) { try SilverWarehouse("\(folder.path)/\(name)") }
        #expect(error?.code == .options && error?.message.contains("name the folder that holds accidents_warehouse.db") == true)
        #expect(try SilverWarehouse("\(folder.path)/other.db", database: "other").path == folder.path)
    }
}
