import Accidents
import Foundation
import Silver
import SilverImport
import Synchronization
import TestSupport
import Testing

@testable import Cubes
@testable import NativeEngine

@Suite("The native engine")
struct NativeEngineTests {
    /// Generated accidents in 86 partitions.
    private func generated(rows: Int, seed: UInt64) async throws -> (folder: TemporaryFolder, table: HiveTable) {
        let folder = try TemporaryFolder()
        _ = try await SampleGenerator(rows: rows, seed: seed, warehouse: folder.path).run()
        return (folder, try HiveTable(name: "accidents_clean", path: folder.path + "/accidents_warehouse.db/accidents_clean"))
    }

    private func scan(
        _ table: HiveTable, _ specs: [CubeSpec], workers: Int, progress: @escaping @Sendable (ScanProgress) -> Void = { _ in }
    ) async throws -> ScanResult {
        let engine = NativeEngine(workers: workers, reading: ReadingOptions(latestDay: 30_000))
        return try await engine.scan(table.partitions, specs: specs, columns: [], rows: nil, progress: progress)
    }

    @Test("One, two, three and five workers give the same cubes to the last bit")
    func workers() async throws {
        let (folder, table) = try await generated(rows: 4_000, seed: 3)
        defer { withExtendedLifetime(folder) {} }
        let one = try await scan(table, CubeSpec.all, workers: 1)
        #expect(one.counts.rowsRead == 4_000)
        for cube in one.cubes where cube.column("severity_1") != nil || cube.column("count") != nil {
            #expect(cube.counts.reduce(0, +) == Int64(one.counts.rowsAccepted), "\(cube.spec.name)")
        }
        for workers in [2, 3, 5] {
            let other = try await scan(table, CubeSpec.all, workers: workers)
            #expect(other.cubes == one.cubes && other.counts == one.counts, "\(workers) workers")
        }
    }

    @Test("Each partition by itself, merged, is the scan of all")
    func partitions() async throws {
        let (folder, table) = try await generated(rows: 1_000, seed: 4)
        defer { withExtendedLifetime(folder) {} }
        let whole = try await scan(table, CubeSpec.gold, workers: 2)
        var parts: [[Cube]] = []
        for partition in table.partitions {
            var alone = table
            alone.partitions = [partition]
            parts.append(try await scan(alone, CubeSpec.gold, workers: 1).cubes)
        }
        for (index, spec) in CubeSpec.gold.enumerated() {
            #expect(try Cube.merged(parts.map { $0[index] }, spec: spec) == whole.cubes[index], "\(spec.name)")
        }
    }

    @Test("A scan of no partitions, and of files without a row, yields cubes without a cell")
    func nothing() async throws {
        let empty = try await NativeEngine(workers: 2, reading: ReadingOptions(latestDay: 30_000)).scan(
            [], specs: CubeSpec.all, columns: [], rows: nil, progress: { _ in })
        #expect(empty.cubes.map(\.spec) == CubeSpec.all && empty.cubes.allSatisfy { $0.cellCount == 0 })
        #expect(try await SilverFolder([[], []]).cubes(CubeSpec.all, workers: 2) == empty.cubes)
    }

    @Test("Keys that need more than 64 bits are an error that names the cube", arguments: [1, 2])
    func keySpace(workers: Int) async throws {
        let spec = CubeSpec(
            "vast", by: .state, .latitudeCell(perDegree: 100), .longitudeCell(perDegree: 100), .latitudeCell(perDegree: 50),
            .longitudeCell(perDegree: 50), .hour, .weekday, measures: [.count])
        let folder = try SilverFolder([[SilverRow()], [SilverRow()]])
        let error = try await #require(throws: CubeError.self) { try await folder.cubes([spec], workers: workers) }
        #expect(error.code == .keySpace && error.location.contains("vast"))
        let fits = CubeSpec("fits", by: Array(spec.dimensions.dropFirst()), measures: [.count])
        #expect(try await folder.cubes([fits], workers: workers)[0].lines == ["3404 -11825 1702 -5913 12 3 2"])
    }

    @Test("Merging cubes whose keys need more than 64 bits is an error")
    func keySpaceOfMerge() throws {
        let spec = CubeSpec("vast", by: .date, .month, .year, measures: [.count])
        let cubes = [Int32.min, .max].map { key in
            Cube(spec: spec, keys: [[key], [key], [key]], dictionaries: [[], [], []], columns: [[1]])
        }
        #expect(try #require(throws: CubeError.self) { try Cube.merged(cubes, spec: spec) }.code == .keySpace)
    }

    @Test("Cells are many, and texts of cities that come late get their place in byte order")
    func growth() async throws {
        let rows = (0..<40_000).map { number in SilverRow([.city: .text("\(number * 7919 % 39_989)"), .severity: .number(Double(number % 4 + 1))]) }
        let spec = CubeSpec("city", by: .city, .severity, measures: [.count])
        let cube = try await SilverFolder([Array(rows[..<15_000]), Array(rows[15_000...])]).cubes([spec], workers: 1)[0]
        let expected = Dictionary(grouping: 0..<40_000) { "\($0 * 7919 % 39_989) \($0 % 4 + 1)" }.mapValues(\.count)
        #expect(Set(cube.lines) == Set(expected.map { "\($0) \($1)" }) && cube.cellCount == expected.count)
        #expect(cube.dictionaries[0] == cube.dictionaries[0].sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }

    @Test("A scan that is canceled ends with a CancellationError", arguments: [1, 2])
    func cancellation(workers: Int) async throws {
        let (folder, table) = try await generated(rows: 2_000, seed: 5)
        defer { withExtendedLifetime(folder) {} }
        let batches = Mutex(0)
        let began = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            try await NativeEngine(workers: workers, reading: ReadingOptions(latestDay: 30_000)).scan(
                table.partitions, specs: CubeSpec.gold, columns: AccidentRows.columns,
                rows: RowSink { _ in
                    batches.withLock { $0 += 1 }
                    began.continuation.yield()
                    while !Task.isCancelled { await Task.yield() }
                }, progress: { _ in })
        }
        for await _ in began.stream { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(batches.withLock { $0 } <= workers, "nothing is scanned after the cancellation")
    }

    @Test("What deliver throws ends the scan")
    func deliveryFails() async throws {
        struct Full: Error {}
        let folder = try SilverFolder([[SilverRow()], [SilverRow()]])
        await #expect(throws: Full.self) {
            try await NativeEngine(workers: 2, reading: ReadingOptions(latestDay: 30_000)).scan(
                folder.partitions, specs: [], columns: AccidentRows.columns, rows: RowSink { _ in throw Full() }, progress: { _ in })
        }
    }

    @Test("Progress ends with all accepted rows, partitions and bytes")
    func progress() async throws {
        let (folder, table) = try await generated(rows: 2_000, seed: 6)
        defer { withExtendedLifetime(folder) {} }
        let most = Mutex(ScanProgress(totalBytes: 0, totalPartitions: 0))
        let result = try await scan(table, [CubeSpec.daily], workers: 2) { progress in
            most.withLock { if (progress.rows, progress.partitions) >= ($0.rows, $0.partitions) { $0 = progress } }
        }
        let last = most.withLock { $0 }
        #expect(last.rows == result.counts.rowsAccepted && last.partitions == table.partitions.count && last.totalPartitions == last.partitions)
        #expect(last.bytes == last.totalBytes && last.bytes == result.counts.bytes)
    }
}
