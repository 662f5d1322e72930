import Accidents
import Foundation
import ORC
import TestSupport
import Testing

@testable import Silver
@testable import SilverImport

@Suite("Scanning accidents_clean")
struct ReadingScanTests {
    /// 2026-01-01, the last date that these tests accept.
    static let latestDay: Int32 = 20_454

    @Test(
        "Each rule rejects the row that breaks it, and only that",
        arguments: [
            (AccidentFixture(nil), RejectionReason.missingID),
            (AccidentFixture("  "), .missingID),
            (AccidentFixture(String(repeating: "x", count: 51)), .malformedID),
            (AccidentFixture("A-2") { $0.severity = 0 }, .severity),
            (AccidentFixture("A-2") { $0.severity = 5 }, .severity),
            (AccidentFixture("A-2") { $0.severity = nil }, .severity),
            (AccidentFixture("A-2") { $0.start = nil }, .startTime),
            (AccidentFixture("A-2") { $0.start = 946_684_799 }, .startTimeRange),
            (AccidentFixture("A-2") { $0.start = 20_455 * 86_400 }, .startTimeRange),
            (AccidentFixture("A-2") { $0.latitude = 14.99 }, .latitude),
            (AccidentFixture("A-2") { $0.latitude = .nan }, .latitude),
            (AccidentFixture("A-2") { $0.longitude = nil }, .longitude),
            (AccidentFixture("A-2") { $0.longitude = -59.9 }, .longitude),
            (AccidentFixture("A-2") { $0.state = "PR" }, .state),
            (AccidentFixture("A-2") { $0.state = nil }, .state),
            (AccidentFixture("A-1"), .repeatedID),
        ])
    func rejection(row: AccidentFixture, reason: RejectionReason) throws {
        let outcome = try scan([[AccidentFixture("A-1"), row, AccidentFixture("A-3")]])
        #expect(outcome.identifiers == ["A-1", "A-3"])
        #expect(outcome.rejected.map(\.reason) == [reason])
        #expect(outcome.rejected.map(\.row) == [1])
        #expect(outcome.counts.rowsRead == 3)
        #expect(outcome.counts.rowsAccepted + outcome.counts.rowsRejected == 3)
    }

    @Test("The edges of the limits are accepted")
    func edges() throws {
        let rows = [
            AccidentFixture("A-1") { $0.start = 946_684_800 }, AccidentFixture("A-2") { $0.start = 20_455 * 86_400 - 1 },
            AccidentFixture("A-3") { ($0.latitude, $0.longitude) = (15, -180) }, AccidentFixture("A-4") { ($0.latitude, $0.longitude) = (72, -60) },
        ]
        #expect(try scan([rows]).identifiers == ["A-1", "A-2", "A-3", "A-4"])
    }

    @Test("An identifier repeated in another file of the partition is rejected there; the first in file order stays")
    func repeatedAcrossFiles() throws {
        let outcome = try scan([
            [AccidentFixture("A-7"), AccidentFixture("X")], [AccidentFixture("X"), AccidentFixture("A-07"), AccidentFixture("A-7")],
        ])
        #expect(outcome.identifiers == ["A-7", "X", "A-07"])
        #expect(outcome.rejected.map(\.id) == ["X", "A-7"])
        #expect(outcome.rejected.allSatisfy { $0.file.hasSuffix("part-1.orc") })
    }

    @Test("A value beyond its limits is null and counted; so is what was derived from it")
    func limits() throws {
        let outcome = try scan([[AccidentFixture("A-1") { ($0.distance, $0.temperature) = (501, 207) }, AccidentFixture("A-2")]])
        #expect(outcome.counts.nulled == ["distance_miles": 1, "temperature_fahrenheit": 1])
        #expect(outcome.distances == [nil, 0.5])
        #expect(outcome.temperatureCategories == [nil, "Mild"])
    }

    @Test("Start_Time wins over a stored hour that disagrees, and the difference is counted")
    func startTimeWins() throws {
        let outcome = try scan([[AccidentFixture("A-1") { $0.hour = 3 }, AccidentFixture("A-2") { $0.hour = nil }]])
        #expect(outcome.hours == [12, 12])
        #expect(outcome.counts.corrected == ["accident_hour": 1])
    }

    @Test("A file may lack optional columns and have others in another order and case")
    func schemaEvolution() throws {
        let folder = try Folder()
        let files = [folder.path + "/part-0.orc", folder.path + "/part-1.orc"]
        try SilverFixture.write([AccidentFixture("A-1")], to: files[0])
        let few: [AccidentColumn] = [.state, .startTime, .id, .startLongitude, .startLatitude, .severity]
        try SilverFixture.write([AccidentFixture("A-2")], to: files[1], columns: few, names: few.map { $0.rawValue.uppercased() })
        let outcome = try scan(files: files)
        #expect(outcome.identifiers == ["A-1", "A-2"])
        #expect(outcome.cities == ["Los Angeles", nil])
        #expect(outcome.counts.missing["City"] == 1)
    }

    @Test("A required column that is missing is named, with the table, the file and the columns that are there")
    func missingColumn() throws {
        let folder = try Folder()
        let file = folder.path + "/part-0.orc"
        try SilverFixture.write([AccidentFixture("A-1")], to: file, columns: SilverFixture.columns.filter { $0 != .state })
        let error = try #require(throws: SilverError.self) { try scan(files: [file]) }
        #expect(error.code == .missingColumn)
        #expect(error.location.column == "State")
        #expect(error.location.table == "accidents_clean")
        #expect(error.location.file == file)
        #expect(error.message.contains("Severity, Start_Time"))
    }

    @Test("Positional names need the table's columns in order")
    func positionalNames() throws {
        let folder = try Folder()
        let file = folder.path + "/part-0.orc"
        try SilverFixture.write([AccidentFixture("A-1")], to: file, names: SilverFixture.columns.indices.map { "_col\($0)" })
        #expect(throws: SilverError.self) { try scan(files: [file]) }
        #expect(try scan(files: [file], positional: SilverFixture.columns.map(\.rawValue)).identifiers == ["A-1"])
    }

    @Test("Text is trimmed of blanks and U+00A0, and what is empty then is null")
    func trimming() throws {
        let cities = [" Ada\u{00A0}", "\u{00A0} ", "", "Ada"]
        let outcome = try scan([cities.enumerated().map { index, city in AccidentFixture("A-\(index)") { $0.city = city } }])
        #expect(outcome.cities == ["Ada", nil, nil, "Ada"])
    }

    @Test("Counts follow from the flags; a flag that is null makes them null")
    func countsFromFlags() throws {
        let rows = [AccidentFixture("A-1"), AccidentFixture("A-2") { $0.flags = true }, AccidentFixture("A-3") { $0.flags = nil }]
        let outcome = try scan([rows], columns: SilverFixture.completeColumns)
        #expect(outcome.flagCounts == [0, 13, DictionaryColumn.null])
        #expect(outcome.safetyScores == [0, 16, DictionaryColumn.null])
    }

    @Test("A stored count outside 0…13 is null and counted")
    func storedCounts() throws {
        let rows = [-5, 0, 13, 14].enumerated().map { index, count in AccidentFixture("A-\(index)") { $0.infrastructureCount = Int64(count) } }
        let outcome = try scan([rows], columns: SilverFixture.columns + [.infrastructureCount])
        #expect(outcome.flagCounts == [DictionaryColumn.null, 0, 13, DictionaryColumn.null])
        #expect(outcome.counts.nulled == ["infrastructure_count": 2])
    }

    @Test("A text that is longer than Gold keeps is null and counted; characters count, not bytes")
    func overlongText() throws {
        let cities = [String(repeating: "é", count: 100), String(repeating: "x", count: 101)]
        let outcome = try scan([cities.enumerated().map { index, city in AccidentFixture("A-\(index)") { $0.city = city } }])
        #expect(outcome.cities == [cities[0], nil])
        #expect(outcome.counts.nulled == ["City": 1])
    }

    // MARK: Support

    struct Outcome {
        var identifiers: [String] = []
        var cities: [String?] = []
        var hours: [UInt8] = []
        var distances: [Double?] = []
        var flagCounts: [Int32] = []
        var safetyScores: [Int32] = []
        var temperatureCategories: [String?] = []
        var rejected: [RejectedRow] = []
        var counts = ScanCounts()
    }

    private func scan(_ files: [[AccidentFixture]], columns: [AccidentColumn] = SilverFixture.columns) throws -> Outcome {
        let folder = try Folder()
        let paths = files.indices.map { folder.path + "/part-\($0).orc" }
        for (rows, path) in zip(files, paths) { try SilverFixture.write(rows, to: path, columns: columns) }
        return try scan(files: paths)
    }

    private func scan(files: [String], positional: [String]? = nil) throws -> Outcome {
        let scan = AccidentScan(
            columns: [.city, .distance, .temperatureCategory, .weatherCategory, .infrastructureCount, .safetyEquipmentScore],
            latestDay: Self.latestDay,
            positionalColumns: positional, in: LocalFileSystem())
        scan.open(HivePartition(keys: [], path: "", files: files.map { DataFile(path: $0, size: 1, modified: 0) }))
        var outcome = Outcome()
        while let batch = try scan.next() {
            let (offsets, bytes) = batch.identifierText()
            for row in 0..<batch.count {
                outcome.identifiers.append(String(decoding: bytes[Int(offsets[row])..<Int(offsets[row + 1])], as: UTF8.self))
                outcome.cities.append(text(batch.city, row))
                outcome.temperatureCategories.append(text(batch.temperatureCategory, row))
                outcome.hours.append(batch.hour[row])
                outcome.flagCounts.append(batch.infrastructureCount[row])
                outcome.safetyScores.append(batch.safetyEquipmentScore[row])
                outcome.distances.append(batch.distanceMiles.present[row] != 0 ? batch.distanceMiles.values[row] : nil)
            }
        }
        outcome.rejected = scan.rejected
        outcome.counts = scan.counts
        return outcome
    }

    private func text(_ column: DictionaryColumn, _ row: Int) -> String? {
        column.codes[row] < 0 ? nil : column.texts[Int(column.codes[row])]
    }
}

/// A folder of one test's own, removed with the value.
private final class Folder {
    let path = NSTemporaryDirectory() + "silver-" + UUID().uuidString
    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }
}
