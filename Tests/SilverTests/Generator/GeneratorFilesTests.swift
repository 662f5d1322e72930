import Foundation
import ORC
import TestSupport
import Testing

@testable import Silver
@testable import SilverImport

/// The files that a generator writes: the same seed gives the same bytes, and the CSV holds what Silver holds.
@Suite struct GeneratorFilesTests {
    private static func silver(rows: Int, seed: UInt64, threads: Int) async throws -> (files: [String: Data], report: GenerateReport) {
        let directory = try TemporaryFolder()
        let report = try await SampleGenerator(rows: rows, seed: seed, warehouse: directory.path, threads: threads).run()
        return (try directory.files(), report)
    }

    private static func csv(rows: Int, seed: UInt64, threads: Int) async throws -> Data {
        let directory = try TemporaryFolder()
        _ = try await SampleGenerator(rows: rows, seed: seed, threads: threads).writeCSV(to: directory.path + "/sample.csv")
        let files = try directory.files()
        #expect(files.count == 1, "nothing is left beside the CSV")
        return try #require(files["sample.csv"])
    }

    @Test func sameSeedGivesTheSameSilverOnAnyNumberOfThreads() async throws {
        let one = try await Self.silver(rows: 9_500, seed: 9, threads: 1)
        let many = try await Self.silver(rows: 9_500, seed: 9, threads: 5)
        #expect(one.files.keys.count { $0.hasSuffix(".orc") } == 86 + 8 + 8)
        #expect(one.files == many.files)
        #expect(one.report.rows == 9_500 && one.report.partitions == 86)
    }

    @Test func anotherSeedGivesOtherRows() async throws {
        let nine = try await Self.silver(rows: 3_000, seed: 9, threads: 2).files
        let ten = try await Self.silver(rows: 3_000, seed: 10, threads: 2).files
        #expect(Set(nine.keys) == Set(ten.keys))
        for (name, bytes) in nine where name.contains("accidents_clean/") && name.hasSuffix(".orc") { #expect(bytes != ten[name], "\(name)") }
    }

    @Test func sameSeedGivesTheSameCSVOnAnyNumberOfThreads() async throws {
        let one = try await Self.csv(rows: 3_000, seed: 9, threads: 1)
        #expect(try await Self.csv(rows: 3_000, seed: 9, threads: 4) == one)
        #expect(try await Self.csv(rows: 3_000, seed: 10, threads: 4) != one)
        let lines = one.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        #expect(lines.count == 3_002 && lines.last?.isEmpty == true)
        #expect(lines[0].count { $0 == UInt8(ascii: ",") } == 45)
    }

    @Test func progressEndsWithAllRows() async throws {
        let directory = try TemporaryFolder()
        let largest = Largest()
        _ = try await SampleGenerator(rows: 2_000, seed: 1, threads: 2).writeCSV(to: directory.path + "/a.csv") { largest.add($0) }
        #expect(largest.value == 2_000)
        _ = try await SampleGenerator(rows: 2_500, seed: 1, warehouse: directory.path, threads: 2).run { largest.add($0) }
        #expect(largest.value == 2_500)
    }

    private final class Largest: Sendable {
        private let lock = NSLock()
        nonisolated(unsafe) private var largest = 0  // touched only while `lock` is held
        func add(_ number: Int) { lock.withLock { largest = max(largest, number) } }
        var value: Int { lock.withLock { largest } }
    }

    @Test(arguments: [-1, 1_000_000_001])
    func numbersOfRowsOutOfRangeAreRefused(rows: Int) async throws {
        let directory = try TemporaryFolder()
        let error = await #expect(throws: SilverError.self) {
            try await SampleGenerator(rows: rows, seed: 1, warehouse: directory.path).run()
        }
        #expect(error?.code == .options)
        #expect(error?.message.contains("\(rows)") == true)
    }

    @Test func folderThatIsMissingIsNamed() async throws {
        let directory = try TemporaryFolder()
        let path = directory.path + "/nowhere/sample.csv"
        let error = await #expect(throws: SilverError.self) { try await SampleGenerator(rows: 1, seed: 1).writeCSV(to: path) }
        #expect(error?.code == .io && error?.location.file == path)
    }

    @Test func canceledGeneratorLeavesNothing() async throws {
        let directory = try TemporaryFolder()
        let path = directory.path
        let task = Task { try await SampleGenerator(rows: 50_000, seed: 1, warehouse: path, threads: 1).run() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try directory.files().isEmpty)
    }

    /// All rows of all tables below a database's folder, as JSON, by partition.
    private static func rows(_ database: String) throws -> [String: [String]] {
        var rows: [String: [String]] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: database) where name.hasSuffix(".orc") {
            let reader = try ORCFile(path: database + "/" + name).reader()
            var json = JSONRowWriter(reader.schema)
            var lines: [String] = []
            while let batch = try reader.next() {
                for row in 0..<batch.count {
                    json.write(row, of: batch)
                    lines.append(String(decoding: json.output, as: UTF8.self))
                    json.output.removeAll(keepingCapacity: true)
                }
            }
            rows[name] = lines
        }
        return rows
    }

    @Test func importOfTheCSVGivesTheSameRowsAsGeneratingSilver() async throws {
        let generated = try TemporaryFolder(), imported = try TemporaryFolder()
        let generator = SampleGenerator(rows: 4_000, seed: 17, warehouse: generated.path)
        _ = try await generator.run()
        let path = imported.path + "/sample.csv"
        _ = try await generator.writeCSV(to: path)
        let report = try await CSVImport(CSVImportOptions(inputs: [.file(path)], warehouse: SilverWarehouse(imported.path))).run()
        #expect(report.rowsAccepted == 4_000 && report.rowsRejected == 0)
        #expect(report.nulled.values.allSatisfy { $0 == 0 } && report.copies == 0)
        let expected = try Self.rows(generated.path + "/accidents_warehouse.db")
        let found = try Self.rows(imported.path + "/accidents_warehouse.db")
        #expect(expected.count == 86 + 8 + 8)
        #expect(expected.filter { $0.key.contains("accidents_clean") }.reduce(0) { $0 + $1.value.count } == 4_000)
        #expect(Set(expected.keys) == Set(found.keys))
        for (name, rows) in expected {
            let other = found[name] ?? []
            let first = zip(rows, other).first { $0 != $1 }
            #expect(rows.count == other.count && first == nil, "\(name): \(first?.0 ?? "") and \(first?.1 ?? "")")
        }
    }

    /// Both forms of a sample, read by pyarrow and pandas, compared column by column with no code of ours.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["DATAMART_TEST_PYTHON"] != nil))
    func csvAndSilverHoldTheSameRowsForPandasAndPyArrow() async throws {
        let directory = try TemporaryFolder()
        let generator = SampleGenerator(rows: 12_000, seed: 4, warehouse: directory.path)
        _ = try await generator.run()
        _ = try await generator.writeCSV(to: directory.path + "/sample.csv")
        let outcome = try await Python.run(
            "Tests/Reference/compare_csv_and_silver.py", [directory / "sample.csv", directory / "accidents_warehouse.db/accidents_clean"])
        #expect(outcome.status == 0 && outcome.output.hasPrefix("12000 rows equal"), "\(outcome)")
    }
}
