import Accidents
import Foundation
import ORC
import Silver
import TestSupport
import Testing

@testable import CubeSnapshots
@testable import Cubes
@testable import NativeEngine

@Suite("Kept cubes come back as they went, or not at all")
struct SnapshotTests {
    private static let spec = CubeSpec("cells", by: .city, .date, measures: [.count, .minimum(.temperature)])

    /// `cells` accidents, each a cell of its own with one of `texts`; null every seventh time.
    private func snapshot(cells: Int, texts: [String]) -> CubeSnapshot {
        let cube = Cube(
            spec: Self.spec,
            keys: [(0..<cells).map { $0 % 7 == 0 || texts.isEmpty ? Cube.nullKey : Int32($0 % texts.count) }, (0..<cells).map { Int32($0) - 9 }],
            dictionaries: [texts, []], columns: [(0..<cells).map { _ in 1 }, (0..<cells).map { $0 % 2 == 0 ? Measure.noMinimum : -Int64($0) }])
        var counts = ScanCounts()
        counts.rowsAccepted = cells
        counts.rowsRead = cells + 2
        counts.rejected = [.missingID: 1, .severity: 1]
        counts.nulled = ["City": 3]
        let file = DataFile(path: "/silver/part \u{e9}.orc", size: 5, modified: .max)
        let entry = CubeSnapshot.Entry(partition: "p=1", files: [file], footers: .max, months: [24_240], counts: counts, seconds: 0.125)
        return CubeSnapshot(
            rules: ScanRules([Self.spec], NativeEngine(workers: 1, reading: ReadingOptions(latestDay: 1))), entries: [entry], cubes: [cube],
            identifiers: PartitionIdentifiers(numbers: Array(1..<UInt64(max(cells, 1))), texts: cells > 0 ? [Array("Ärger".utf8)] : []),
            rejected: [
                RejectedRow(id: nil, file: file.path, row: 0, reason: .missingID),
                RejectedRow(id: "A-\u{0}", file: file.path, row: 70_000, reason: .severity),
            ])
    }

    @Test(
        "Everything comes back: nulls, no cells, many pieces, texts that are equal but for their bytes",
        arguments: [
            (0, []), (1, []), (1, ["a"]), (500, ["", "Zo\u{e9}", "Zoe\u{301}", "東京", "\u{0}", "🚗"]), (65_536, ["a", "b"]), (65_537, ["a"]),
            (150_000, (0..<1000).map { "city \($0)" }),
        ])
    func roundTrip(cells: Int, texts: [String]) async throws {
        let folder = try TemporaryFolder()
        let snapshot = snapshot(cells: cells, texts: texts)
        let file = SnapshotFile(path: folder / "a.orc")
        try file.write(snapshot)
        let read = try await file.read([Self.spec])
        #expect(ExactScan.ExactCube(read.cubes[0]) == ExactScan.ExactCube(snapshot.cubes[0]))
        #expect(read.entries == snapshot.entries && read.rules == snapshot.rules && read.identifiers == snapshot.identifiers)
        #expect(read.rejected == snapshot.rejected)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.orc"], "nothing is left beside it")
    }

    @Test("What does not add up, or is of other cubes, is not believed")
    func inconsistent() async throws {
        let folder = try TemporaryFolder()
        let file = SnapshotFile(path: folder / "a.orc")
        var tampered = [
            snapshot(cells: 10, texts: ["a"]), snapshot(cells: 10, texts: ["a"]), snapshot(cells: 10, texts: ["a"]),
            snapshot(cells: 10, texts: ["a"]),
        ]
        tampered[0].identifiers.numbers.removeLast()
        tampered[1].rejected.removeLast()
        tampered[2].entries[0].counts.rowsAccepted = 11
        tampered[3].cubes = [Cube(spec: Self.spec, keys: [[], []], dictionaries: [[], []], columns: [[], []])]
        for snapshot in tampered {
            try file.write(snapshot)
            await #expect { try await file.read([Self.spec]) } throws: { ($0 as? CubeError)?.code == .snapshot }
        }
        try file.write(snapshot(cells: 10, texts: ["a"]))
        let other = CubeSpec("cells", by: .city, .date, .state, measures: [.count, .minimum(.temperature)])
        await #expect { try await file.read([other]) } throws: { ($0 as? CubeError)?.code == .snapshot }
        await #expect { try await file.read([CubeSpec("unknown", by: .city, measures: [.count])]) } throws: { ($0 as? CubeError)?.code == .snapshot }
    }

    @Test("No flipped byte and no length gets through: the file is refused, or says what it said")
    func damage() async throws {
        let folder = try TemporaryFolder()
        let path = folder / "a.orc"
        let file = SnapshotFile(path: path)
        let snapshot = snapshot(cells: 40, texts: ["a", "b", "Zo\u{e9}"])
        try file.write(snapshot)
        let whole = try Data(contentsOf: URL(filePath: path))
        var damaged = stride(from: 0, to: whole.count, by: 5).map { offset in
            var bytes = whole
            bytes[offset] ^= UInt8(truncatingIfNeeded: 1 << (offset / 5 % 8))
            return bytes
        }
        damaged += stride(from: 0, to: whole.count, by: 31).map { whole.prefix($0) }
        damaged += [whole + [0], whole + whole, Data(), Data(repeating: 0xff, count: 4096)]
        var refused = 0
        for bytes in damaged {
            try bytes.write(to: URL(filePath: path))
            do {
                let read = try await file.read([Self.spec])
                let isSame = ExactScan.ExactCube(read.cubes[0]) == ExactScan.ExactCube(snapshot.cubes[0]) && read.entries == snapshot.entries
                #expect(isSame && read.rules == snapshot.rules && read.identifiers == snapshot.identifiers && read.rejected == snapshot.rejected)
                let header = try file.header()
                #expect(header?.entries == snapshot.entries)
            } catch let error as CubeError {
                #expect(error.code == .snapshot)
                refused += 1
            }
        }
        #expect(refused > damaged.count / 2, "\(refused) of \(damaged.count)")
    }

    /// The values that the authors of FNV publish. Kept fingerprints depend on them.
    @Test(arguments: [("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)] as [(String, UInt64)])
    func hashesAreFNV1a(text: String, value: UInt64) {
        var hash = FNV1a()
        hash.add(text.utf8)
        #expect(hash.value == value)
    }

    @Test(
        "A partition's name is its file's name and back", arguments: ["", "a=1/b=2", "a=x y%2F\u{e9}/b=", "a=/b=__HIVE_DEFAULT_PARTITION__", "a=1,2"])
    func names(name: String) async throws {
        let folder = try TemporaryFolder()
        let state = SnapshotDirectory(path: folder.path)
        try state.create()
        try state.partition(name).write(snapshot(cells: 1, texts: []))
        #expect(state.partitionFiles().map(\.name) == [name])
        state.removeAll(except: [name])
        #expect(state.partitionFiles().count == 1)
        state.removeAll(except: ["c=3"])
        #expect(state.partitionFiles().isEmpty)
    }
}
