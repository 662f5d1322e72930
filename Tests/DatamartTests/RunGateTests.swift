import Accidents
import Cubes
import Datamart
import Foundation
import Gold
import Pipeline
import Silver
import TestSupport
import Testing

@Suite("What stops a run, and what does not")
struct RunGateTests {
    @Test("An optional column that is missing or wholly null leaves figures null, and the report says so", arguments: [true, false])
    func optionalColumn(isMissing: Bool) async throws {
        let folder = try TemporaryFolder()
        let rows = (1...20).map { index in AccidentFixture("A-\(index)") { $0.distance = nil } }
        let columns = SilverFixture.completeColumns.filter { !isMissing || $0 != .distance }
        try SilverFixture.write(rows, to: folder / "accidents_clean/part-0.orc", columns: columns)
        let result = try await run(folder)
        #expect(result.counts.rowsAccepted == 20)
        #expect(result.warnings == ["accidents_summary.distance_miles is null where Silver has nothing to fill it with"])
    }

    @Test("Silver without an accepted row does not replace a Gold that has some")
    func empty() async throws {
        let folder = try TemporaryFolder()
        let file = folder / "accidents_clean/part-0.orc"
        try SilverFixture.write([AccidentFixture("A-1")], to: file, columns: SilverFixture.completeColumns)
        _ = try await run(folder)
        try SilverFixture.write([], to: file, columns: SilverFixture.completeColumns)
        await #expect(throws: QualityGateFailure.self) { try await run(folder) }
        try FileManager.default.removeItem(atPath: file)
        let error = await #expect(throws: SilverError.self) { try await run(folder) }
        #expect(error?.code == .layout)
        #expect(try goldRows(folder / "gold.db", "SELECT id FROM accidents_summary") == ["A-1"])
        #expect(try goldRows(folder / "gold.db", "SELECT count(*) FROM datamart_runs") == ["3"])
    }

    @Test("A gate says why rows were rejected and where the first ones stand")
    func reasons() async throws {
        let folder = try TemporaryFolder()
        let rows = [AccidentFixture("A-1"), AccidentFixture("A-2") { $0.severity = 9 }, AccidentFixture("A-3") { $0.severity = 0 }]
        try SilverFixture.write(rows, to: folder / "accidents_clean/part-0.orc", columns: SilverFixture.completeColumns)
        let failure = try #require(await #expect(throws: QualityGateFailure.self) { try await run(folder) })
        #expect("\(failure)".contains("bad_severity 2, first in \(folder / "accidents_clean/part-0.orc"), row 2"))
    }

    @Test("An identifier in two partitions stops the run")
    func identifierInTwoPartitions() async throws {
        let folder = try TemporaryFolder()
        for month in [1, 2] {
            try SilverFixture.write(
                [AccidentFixture("A-7"), AccidentFixture("B-\(month)")],
                to: folder / "accidents_clean/accident_year=2020/accident_month=\(month)/part-0.orc", columns: SilverFixture.completeColumns)
        }
        let failure = try #require(await #expect(throws: QualityGateFailure.self) { try await run(folder) })
        #expect(failure.reasons.count == 1 && failure.reasons[0].hasSuffix("A-7"))
    }

    @Test("A Silver that cannot be found leaves no Gold behind")
    func nothingToRead() async throws {
        let folder = try TemporaryFolder()
        await #expect(throws: SilverError.self) { try await run(folder) }
        #expect(!FileManager.default.fileExists(atPath: folder / "gold.db"))
    }

    @Test("A table that is changed while it is read is not published: it would be a mixture of two versions")
    func changedMeanwhile() async throws {
        let folder = try TemporaryFolder()
        try SilverFixture.write([AccidentFixture("A-1")], to: folder / "accidents_clean/part-0.orc", columns: SilverFixture.completeColumns)
        let added = folder / "accidents_clean/part-1.orc"
        let error = await #expect(throws: SilverError.self) {
            try await run(folder) { _ in _ = FileManager.default.createFile(atPath: added, contents: nil) }
        }
        #expect(error?.code == .busy)
        #expect(try goldRows(folder / "gold.db", "SELECT * FROM datamart_version").isEmpty)
    }

    @discardableResult
    private func run(_ folder: TemporaryFolder, progress: @escaping @Sendable (ScanProgress) -> Void = { _ in }) async throws -> RunResult {
        var configuration = DatamartConfiguration()
        configuration.silver.warehouse = folder.path
        configuration.goldTarget = .sqlite(path: folder / "gold.db")
        return try await DatamartApp(configuration).run(progress: progress)
    }
}
