import Accidents
import Foundation
import Silver
import SilverImport
import TestSupport
import Testing

@testable import CubeSnapshots
@testable import Cubes
@testable import NativeEngine

/// A Silver that is on no disk gives what the same files give on one.
@Suite("Silver in another place than a local folder")
struct SilverInMemoryTests {
    /// A generated Silver as it was on disk, and its files in memory; the disk has forgotten them.
    struct Fixture {
        let folder: TemporaryFolder
        let onDisk: Reading
        let memory: MemoryFileSystem

        init() async throws {
            folder = try TemporaryFolder()
            let silver = folder / "silver"
            _ = try await SampleGenerator(rows: 500, seed: 8, warehouse: silver).run()
            onDisk = try await Reading(silver, in: LocalFileSystem())
            var memory = try MemoryFileSystem(copying: silver)
            memory.put([7, 7, 7], onDisk.table.partitions[0].path + "/.part-00000.orc.crc")
            memory.put([], onDisk.table.path + "/_SUCCESS")
            self.memory = memory
            try FileManager.default.removeItem(atPath: silver)
        }
    }

    /// Everything that is read of a Silver.
    struct Reading {
        let table: HiveTable
        let scan: ScanResult
        let weather: WeatherAggregates?
        let infrastructure: InfrastructureFeatures?
        let lastBytes: [[UInt8]]

        init(_ path: String, in fileSystem: any FileSystem) async throws {
            let location = try SilverLocation(resolving: path, database: "accidents_warehouse", in: fileSystem)
            table = try HiveTable(name: "accidents_clean", path: location.accidents, in: fileSystem)
            var engine = NativeEngine(workers: 2, reading: ReadingOptions(latestDay: 30_000), fileSystem: fileSystem)
            engine.pieceBytes = 10_000
            scan = try await engine.scan(table.partitions, specs: CubeSpec.gold, columns: [], rows: nil, progress: { _ in })
            weather = try WeatherAggregates(beside: location)
            infrastructure = try InfrastructureFeatures(beside: location)
            lastBytes = try table.partitions.flatMap(\.files).map { try fileSystem.lastBytes(1_000, of: $0) }
        }
    }

    @Test("Listing, cubes, the tables beside the accidents and the ends of files are the same")
    func reading() async throws {
        let fixture = try await Fixture()
        let (expected, found) = (fixture.onDisk, try await Reading(fixture.folder / "silver", in: fixture.memory))
        #expect(found.table.partitions == expected.table.partitions && found.table.partitions.count > 50)
        #expect(found.scan.cubes == expected.scan.cubes && found.scan.counts == expected.scan.counts)
        #expect(found.scan.counts.rowsRead == 500)
        #expect(found.weather == expected.weather && found.weather?.rows.isEmpty == false)
        #expect(found.infrastructure == expected.infrastructure && found.infrastructure?.rows.isEmpty == false)
        #expect(found.lastBytes == expected.lastBytes)
    }

    @Test("Kept cubes are brought up to date, footers compared")
    func incremental() async throws {
        let fixture = try await Fixture()
        var memory = fixture.memory
        let engine = { NativeEngine(workers: 2, reading: ReadingOptions(latestDay: 30_000), fileSystem: memory) }
        let scan = {
            IncrementalScan(
                SmallCubes.all, engine: engine(), snapshots: SnapshotDirectory(path: fixture.folder / "state"), comparesFooters: true,
                fileSystem: memory)
        }
        let table = { try HiveTable(name: "accidents_clean", path: fixture.onDisk.table.path, in: memory) }
        _ = try await scan().run(try scan().plan(table(), .changed))
        #expect(try scan().plan(table(), .changed).scans == 0)

        // Another file's bytes under the same name, of the size and time that the listing still shows.
        let (changed, other) = (fixture.onDisk.table.partitions[0].files[0], fixture.onDisk.table.partitions[1].files[0])
        var bytes = try memory.lastBytes(other.size, of: other).prefix(changed.size)
        bytes.append(contentsOf: repeatElement(0, count: changed.size - bytes.count))
        memory.put(bytes, changed.path, modified: changed.modified)
        #expect(try scan().plan(table(), .changed).steps.filter(\.scans).map(\.partition.name) == [fixture.onDisk.table.partitions[0].name])
    }

    @Test("A folder that is not there, and a file that is gone, are errors that name it")
    func absent() async throws {
        let memory = MemoryFileSystem()
        let nowhere = try #require(throws: SilverError.self) { try SilverLocation(resolving: "/nowhere", database: "w", in: memory) }
        #expect(nowhere.location.file == "/nowhere" && nowhere.code == .layout)
        #expect(throws: SilverError.self) { try HiveTable(name: "t", path: "/nowhere", in: memory) }

        let engine = NativeEngine(workers: 1, reading: ReadingOptions(latestDay: 30_000), fileSystem: memory)
        let partition = HivePartition(keys: [], path: "/t", files: [DataFile(path: "/t/part-0.orc", size: 9, modified: 0)])
        let gone = try await #require(throws: SilverError.self) {
            try await engine.scan([partition], specs: [.city], columns: [], rows: nil, progress: { _ in })
        }
        #expect(gone.code == .io && gone.location.file == "/t/part-0.orc")
        #expect(throws: SilverError.self) { try memory.lastBytes(4, of: partition.files[0]) }
    }
}
