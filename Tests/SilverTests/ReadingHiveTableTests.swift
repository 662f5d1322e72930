import Accidents
import Foundation
import Testing

@testable import Silver
@testable import SilverImport

@Suite("Hive's folder layout")
struct ReadingHiveTableTests {
    @Test("Partitions are folders of the form column=value; hidden files and leavings are no data")
    func layout() throws {
        let root = NSTemporaryDirectory() + "hive-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: root) }
        for file in [
            "accident_year=2016/accident_month=2/part-1.orc", "accident_year=2016/accident_month=2/part-0.orc",
            "accident_year=2016/accident_month=2/.part-0.orc.crc", "accident_year=2016/accident_month=2/_temporary/0/part-9.orc",
            "accident_year=2016/accident_month=10/1/part-0.orc", "accident_year=__HIVE_DEFAULT_PARTITION__/accident_month=1/part-0.orc",
            "accident_year=a%3Db%20c/accident_month=1/part-0.orc", "_SUCCESS",
        ] {
            let path = root + "/t/" + file
            try FileManager.default.createDirectory(atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            try Data("x".utf8).write(to: URL(filePath: path))
        }
        try FileManager.default.createDirectory(atPath: root + "/t/accident_year=2017/accident_month=1", withIntermediateDirectories: true)
        let table = try HiveTable(name: "t", path: root + "/t")
        let found = table.partitions.map { partition in
            partition.name + ": " + partition.files.map { String($0.path.dropFirst(partition.path.count + 1)) }.joined(separator: " ")
        }
        #expect(
            found == [
                "accident_year=2016/accident_month=10: 1/part-0.orc", "accident_year=2016/accident_month=2: part-0.orc part-1.orc",
                "accident_year=2017/accident_month=1: ", "accident_year=__HIVE_DEFAULT_PARTITION__/accident_month=1: part-0.orc",
                "accident_year=a=b c/accident_month=1: part-0.orc",
            ])
        #expect(table.partitions[0].integer("accident_month") == 10)
        #expect(table.partitions[3].integer("accident_year") == nil)
    }

    @Test("A link to nothing is an error, not a file less")
    func danglingLink() throws {
        let root = NSTemporaryDirectory() + "hive-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: root) }
        try FileManager.default.createDirectory(atPath: root + "/accident_year=2016", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: root + "/accident_year=2016/part-0.orc", withDestinationPath: "absent")
        #expect(throws: SilverError.self) { try HiveTable(name: "t", path: root) }
    }

    @Test("The warehouse's, the database's and the table's own folder all lead to the table", arguments: ["", "/w.db", "/w.db/accidents_clean"])
    func location(suffix: String) throws {
        let root = NSTemporaryDirectory() + "hive-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: root) }
        try FileManager.default.createDirectory(atPath: root + "/w.db/accidents_clean/accident_year=2016", withIntermediateDirectories: true)
        #expect(try SilverLocation(resolving: root + suffix, database: "w").accidents == root + "/w.db/accidents_clean")
    }

    @Test("A folder without Silver says what was expected and what is there")
    func nothingThere() throws {
        let root = NSTemporaryDirectory() + "hive-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: root) }
        try FileManager.default.createDirectory(atPath: root + "/photos", withIntermediateDirectories: true)
        let error = try #require(throws: SilverError.self) { try SilverLocation(resolving: root, database: "w") }
        #expect(error.message.contains("w.db/accidents_clean") && error.message.contains("photos"))
        #expect(throws: SilverError.self) { try SilverLocation(resolving: root + "/absent", database: "w") }
    }
}
