import Accidents
import Foundation
import ORC
import Synchronization
import TestSupport
import Testing

@testable import Cubes
@testable import NativeEngine
@testable import Silver
@testable import SilverImport

/// A partition that several workers scan in pieces gives what one worker gives that scans it at a stretch.
@Suite("Partitions in pieces")
struct SplitPartitionTests {
    /// What makes the rows of one piece depend on those of another.
    enum Defect: CaseIterable { case none, copies, repeatedIdentifiers, both }

    @Test("Cubes, counts and rejected rows are the same, whatever repeats", arguments: Defect.allCases, 0..<6)
    func pieces(defect: Defect, seed: UInt64) async throws {
        let folder = try TemporaryFolder()
        var random = SplitMix64(seed: seed)
        let partitions = try Self.partitions(in: folder.path, defect, &random)
        for dropsCopies in [false, true] {
            let expected = try await Self.scan(partitions, workers: 1, pieceBytes: nil, dropsCopies)
            for (workers, pieceBytes) in [(1, 1), (2, 1), (3, 20_000), (5, 1)] {
                let found = try await Self.scan(partitions, workers: workers, pieceBytes: pieceBytes, dropsCopies)
                let comment: Comment = "seed \(seed), \(workers) workers, pieces of \(pieceBytes) bytes"
                #expect(found.cubes == expected.cubes && found.counts == expected.counts, comment)
                #expect(found.rejected == expected.rejected, comment)
                #expect(found.identifiersInTwoPartitions == expected.identifiersInTwoPartitions, comment)
            }
        }
        let whole = try await Self.scan(partitions, workers: 1, pieceBytes: nil, true)
        let hasDefect = whole.counts.rejected[.copy, default: 0] > 0 || whole.counts.rejected[.repeatedID, default: 0] > 0
        #expect(hasDefect == (defect != .none), "seed \(seed): the defect is there")
    }

    @Test("Each partition by itself is the same, in pieces or at a stretch", arguments: Defect.allCases)
    func each(defect: Defect) async throws {
        let folder = try TemporaryFolder()
        var random = SplitMix64(seed: 11)
        let partitions = try Self.partitions(in: folder.path, defect, &random)
        let expected = try await Self.scanEach(partitions, workers: 1, pieceBytes: nil)
        let found = try await Self.scanEach(partitions, workers: 3, pieceBytes: 1)
        #expect(found.map(\.cubes) == expected.map(\.cubes) && found.map(\.counts) == expected.map(\.counts))
        #expect(found.map(\.identifiers) == expected.map(\.identifiers) && found.map(\.rejected) == expected.map(\.rejected))
    }

    @Test("Pieces hold every stripe once, in order, and all bytes")
    func division() throws {
        let folder = try TemporaryFolder()
        var random = SplitMix64(seed: 5)
        for partition in try Self.partitions(in: folder.path, .none, &random) {
            for bytes in [1, 10_000, 50_000, .max] {
                let parts = partition.pieces(of: bytes, in: LocalFileSystem()).flatMap(\.parts)
                #expect(parts.reduce(0) { $0 + $1.bytes } == partition.bytes)
                for file in partition.files {
                    let ofFile = parts.filter { $0.file == file }
                    let stripes = try ORCFile(path: file.path).stripes
                    #expect(ofFile.flatMap { $0.stripes ?? stripes.indices } == Array(stripes.indices))
                    for part in ofFile { #expect(part.firstRow == stripes[..<(part.stripes?.lowerBound ?? 0)].reduce(0) { $0 + $1.rowCount }) }
                }
            }
            #expect(partition.pieces(of: 1, in: LocalFileSystem()).count > partition.files.count, "files are divided between their stripes")
        }
    }

    @Test("A file that cannot be opened is an error of the scan, whatever the pieces")
    func damage() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/damaged.orc"
        try Data(repeating: 7, count: 5_000).write(to: URL(filePath: path))
        let partition = HivePartition(keys: [], path: folder.path, files: [DataFile(path: path, size: 5_000, modified: 0)])
        let error = try await #require(throws: SilverError.self) { try await Self.scan([partition], workers: 2, pieceBytes: 1, false) }
        #expect(error.location.file == path)
    }

    @Test("Progress ends with all rows, bytes and partitions, though some rows were scanned twice")
    func progress() async throws {
        let folder = try TemporaryFolder()
        var random = SplitMix64(seed: 21)
        let partitions = try Self.partitions(in: folder.path, .repeatedIdentifiers, &random)
        let last = Mutex(ScanProgress(totalBytes: 0, totalPartitions: 0))
        let result = try await Self.scan(partitions, workers: 1, pieceBytes: 1, false) { now in last.withLock { $0 = now } }
        let end = last.withLock { $0 }
        #expect(end.rows == result.counts.rowsAccepted && end.bytes == end.totalBytes && end.partitions == end.totalPartitions)
    }

    // MARK: Silver

    /// Two partitions of three files with four stripes each; with a defect, rows that repeat one of another file or stripe.
    private static func partitions(in folder: String, _ defect: Defect, _ random: inout SplitMix64) throws -> [HivePartition] {
        try (0..<2).map { partition in
            var rows = (0..<300).map { row(id: partition * 1_000 + $0, &random) }
            let (earlier, later) = (Int.random(in: 0..<90, using: &random), Int.random(in: 110..<300, using: &random))
            if defect == .copies || defect == .both { rows[later].values = rows[earlier].values.merging([.id: "A-77777"]) { $1 } }
            if defect == .repeatedIdentifiers || defect == .both { rows[later - 1].values[.id] = rows[earlier].values[.id] }
            let files = try (0..<3).map { number in
                let path = "\(folder)/\(partition)-\(number).orc"
                try SilverFolder.write(Array(rows[number * 100..<(number + 1) * 100]), to: path, stripes: 4)
                let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
                return DataFile(path: path, size: size ?? 0, modified: 0)
            }
            return HivePartition(keys: [], path: folder, files: files)
        }
    }

    private static func row(id: Int, _ random: inout SplitMix64) -> SilverRow {
        SilverRow([
            .id: .text(Bool.random(using: &random) ? "A-\(id)" : "x\(id)"), .severity: .number(Double(Int.random(in: 0...4, using: &random))),
            .city: .text("City \(Int.random(in: 0...40, using: &random))"), .startLatitude: .number(Double.random(in: 30...40, using: &random)),
            .temperature: .number(Double(Int.random(in: -20...110, using: &random))), .source: "Source1",
        ])
    }

    // MARK: Scans

    private static let specs = [CubeSpec.city, .daily, .weather, CubeSpec("city", by: .city, measures: [.count, .sum(.temperature)])]

    private static func scan(
        _ partitions: [HivePartition], workers: Int, pieceBytes: Int?, _ dropsCopies: Bool,
        progress: @escaping @Sendable (ScanProgress) -> Void = { _ in }
    ) async throws -> ScanResult {
        try await engine(workers, pieceBytes, dropsCopies).scan(
            partitions, specs: specs, columns: [], rows: nil, progress: progress)
    }

    private static func scanEach(_ partitions: [HivePartition], workers: Int, pieceBytes: Int?) async throws -> [PartitionScan] {
        let scans = Mutex<[PartitionScan]>([])
        try await engine(workers, pieceBytes, false).scanEach(
            partitions, specs: specs, columns: [], rows: nil, progress: { _ in }, finished: { scan in scans.withLock { $0.append(scan) } })
        return scans.withLock { $0.sorted { $0.partition.files[0].path < $1.partition.files[0].path } }
    }

    private static func engine(_ workers: Int, _ pieceBytes: Int?, _ dropsCopies: Bool) -> NativeEngine {
        var engine = NativeEngine(workers: workers, reading: ReadingOptions(latestDay: 30_000, dropsCopies: dropsCopies))
        engine.pieceBytes = pieceBytes ?? .max
        return engine
    }
}
