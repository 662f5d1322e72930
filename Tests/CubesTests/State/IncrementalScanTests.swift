import Accidents
import Foundation
import NativeEngine
import Silver
import Synchronization
import TestSupport
import Testing

@testable import CubeSnapshots
@testable import Cubes

@Suite("What an incremental scan scans, and what it keeps")
struct IncrementalScanTests {
    @Test("The first run scans everything, the next one nothing, and both give the same")
    func again() async throws {
        let fixture = try StateFixture()
        let first = try await fixture.run()
        #expect(first.plan.reasons == [.new, .new, .new])
        let second = try await fixture.run()
        #expect(second.plan.reasons == [.unchanged, .unchanged, .unchanged] && second.plan.removed.isEmpty)
        let full = try await fixture.full()
        #expect(ExactScan(first.scan) == full && ExactScan(second.scan) == full)
        #expect(first.entries.map(\.partition) == [1, 2, 3].map(fixture.partition))
        #expect(second.entries == first.entries && second.entries[0].months == [Month(year: 2020, month: 1).code])
    }

    @Test("Each change has its reason")
    func reasons() async throws {
        let fixture = try StateFixture()
        try await fixture.run()
        try fixture.write(["A-1", "A-2", "Ärger"], month: 1, severity: 3, time: StateFixture.fileTime + 1)
        try fixture.write(["A-9"], month: 1, "part-2.orc")
        try FileManager.default.removeItem(atPath: fixture.path(1, "part-1.orc"))
        try FileManager.default.removeItem(atPath: fixture.folder / "accidents_clean/\(fixture.partition(2))")
        try fixture.write(["A-7"], month: 4)
        let plan = try fixture.plan()
        #expect(plan.reasons == [.changed(added: 1, modified: 1, removed: 1), .unchanged, .new])
        #expect(plan.removed.map(\.partition) == [fixture.partition(2)])
        #expect("\(plan.steps[0].reason)" == "changed: 1 added, 1 modified, 1 removed")
        #expect(try fixture.plan(.all).reasons == [.forced, .forced, .forced])
        #expect(plan.estimatedSeconds(workers: 2) ?? 0 > 0)
        let result = try await fixture.run()
        try await fixture.expectFull(result)
        #expect(!FileManager.default.fileExists(atPath: fixture.state.partition(fixture.partition(2)).path), "what is gone is not kept")
        #expect(try fixture.plan().removed.isEmpty)
    }

    @Test("A partition's snapshot under the name of another is not believed")
    func exchanged() async throws {
        let fixture = try StateFixture()
        try await fixture.run()
        try FileManager.default.removeItem(atPath: fixture.state.merged.path)
        let (one, two) = (fixture.state.partition(fixture.partition(1)).path, fixture.state.partition(fixture.partition(2)).path)
        try FileManager.default.removeItem(atPath: two)
        try FileManager.default.copyItem(atPath: one, toPath: two)
        let reasons = try fixture.plan().reasons
        #expect("\(reasons[1])".contains("of another partition") && reasons[0] == .unchanged && reasons[2] == .unchanged)
        try await fixture.expectFull(fixture.run())
    }

    @Test("A run that was planned before another replaced the snapshots does not take them")
    func replacedMeanwhile() async throws {
        let fixture = try StateFixture()
        try await fixture.run()
        let planned = try fixture.plan()
        var other = fixture
        other.engine.reading.dropsCopies = true
        try await other.run()
        let result = try await fixture.scan.run(planned, progress: { _ in })
        #expect(result.plan.scans == 3)
        try await fixture.expectFull(result)
    }

    @Test("The snapshot of many partitions stays as long as little is outside of it")
    func mergedPolicy() async throws {
        let fixture = try StateFixture()
        for month in 4...12 { for part in 0..<6 { try fixture.write(["M-\(month)-\(part)"], month: month, "part-\(part).orc") } }
        try await fixture.run()
        func header() throws -> SnapshotFile.Header { try #require(try fixture.state.merged.header()) }
        let checksum = try header().checksum
        try await fixture.run()
        #expect(try header().checksum == checksum)
        // One more month, below a tenth of all: the snapshot is used and left as it is.
        try fixture.write(["A-100"], month: 12, "other.orc")
        try FileManager.default.moveItem(
            atPath: fixture.path(12, "other.orc"), toPath: fixture.folder / "accidents_clean/accident_year=2020/other.orc")
        let plan = try fixture.plan()
        #expect(plan.scans == 1 && plan.merged.count == 12)
        try await fixture.expectFull(fixture.run())
        #expect(try header().entries.count == 12)
        let next = try fixture.plan()
        #expect(next.scans == 0 && next.merged.count == 12)
        // A change inside of it makes it anew.
        try fixture.write(["A-101"], month: 5, "other.orc")
        let changed = try fixture.plan()
        #expect(changed.merged.isEmpty && changed.scans == 1)
        try await fixture.run()
        #expect(try header().entries.count == 13)
    }

    @Test("Partitions that only the snapshot of many holds are scanned when it cannot be used")
    func onlyMerged() async throws {
        let fixture = try StateFixture()
        try await fixture.run()
        try FileManager.default.removeItem(atPath: fixture.state.path + "/partitions")
        #expect(try fixture.plan().scans == 0)
        try fixture.write(["A-77"], month: 1, "more.orc")
        #expect(try fixture.plan().reasons == [.changed(added: 1, modified: 0, removed: 0), .new, .new])
        let result = try await fixture.run()
        #expect(result.plan.scans == 3)
        try await fixture.expectFull(result)
    }

    @Test("An identifier in two partitions is found whether they were scanned or kept")
    func sharedIdentifiers() async throws {
        let fixture = try StateFixture()
        try await fixture.run()
        try fixture.write(["A-1", "B"], month: 4)
        for _ in 0..<2 {
            let result = try await fixture.run()
            #expect(result.scan.identifiersInTwoPartitions == ["A-1", "B"])
        }
        #expect(try fixture.plan().scans == 0, "what a gate finds is no reason to scan again")
    }

    @Test("Rejected rows come in the order of partitions and files, in folders inside of them too")
    func rejectedOrder() async throws {
        let fixture = try StateFixture()
        // As a listing goes: the folder 1, then the file 1.orc; as texts the paths are the other way round.
        for name in ["1/a.orc", "1.orc", "z.orc"] { try fixture.write([""], month: 1, name) }
        let files = try await fixture.run().scan.rejected.map { String($0.file.split(separator: "/").last ?? "") }
        #expect(files == ["a.orc", "1.orc", "z.orc", "part-0.orc"])
        try fixture.write(["A-33"], month: 2, "new.orc")
        let result = try await fixture.run()
        #expect(result.plan.scans == 1)
        try await fixture.expectFull(result)
    }
}

@Suite("What counts as a change")
struct IncrementalScanChangeTests {
    @Test(
        "--incremental takes files written, and months with accidents, at or after the time",
        arguments: [
            (StateFixture.fileTime + 1, [false, false, false, true]), (StateFixture.fileTime, [true, true, true, true]),
            (StateFixture.fileTime - 1, [true, true, true, true]), (Int64.max, [false, false, false, false]), (Int64.min, [true, true, true, true]),
        ])
    func sinceFiles(time: Int64, scans: [Bool]) async throws {
        let fixture = try StateFixture()
        // Of files from 2020-06-01, one more was written a nanosecond later.
        try fixture.write(["A-9"], month: 4, time: StateFixture.fileTime + 1)
        try await fixture.run()
        #expect(try fixture.plan(.since(time)).steps.map(\.scans) == scans)
        try await fixture.expectFull(fixture.run(.since(time)))
    }

    @Test(
        "A month counts when it ends after the time",
        arguments: [(2020, 1, 1), (2020, 3, 31), (2020, 4, 1), (2020, 2, 29), (2020, 5, 1), (1969, 12, 31)])
    func sinceAccidents(year: Int, month: Int, day: Int) async throws {
        let fixture = try StateFixture()
        for month in 1...3 {
            for file in ["part-0.orc", "part-1.orc"] where FileManager.default.fileExists(atPath: fixture.path(month, file)) {
                try setModificationTime(of: fixture.path(month, file), nanoseconds: 1)
            }
        }
        try await fixture.run()
        let last = Month(year: year, month: month)
        for nanosecond in [0, 86_399_999_999_999] as [Int64] {
            let time = Int64(CivilDate.days(year: year, month: month, day: day)) * 86_400_000_000_000 + nanosecond
            let expected = (1...3).map { Month(year: 2020, month: $0) >= last }
            #expect(try fixture.plan(.since(time)).steps.map(\.scans) == expected, "\(year)-\(month)-\(day) \(nanosecond)")
        }
        #expect(try fixture.plan(.since(.max)).scans == 0)
    }

    @Test("A file rewritten with the same size and time is noticed by its footer alone", arguments: [false, true])
    func footers(compares: Bool) async throws {
        var fixture = try StateFixture()
        fixture.comparesFooters = compares
        try await fixture.run()
        let before = try fixture.table().partitions[1].files
        try fixture.write(["A-4", "C"], month: 2)
        try #require(try fixture.table().partitions[1].files == before)
        #expect(try fixture.plan().steps.map(\.scans) == [false, compares, false])
        if compares { try await fixture.expectFull(fixture.run()) }
    }

    @Test("Footers that were not kept are read again, once")
    func footersLater() async throws {
        var fixture = try StateFixture()
        try await fixture.run()
        fixture.comparesFooters = true
        #expect(try fixture.plan().scans == 3)
        try await fixture.run()
        #expect(try fixture.plan().scans == 0)
        fixture.comparesFooters = false
        #expect(try fixture.plan().scans == 0)
    }

    @Test("A file written a nanosecond later is another, whatever its size")
    func nanosecond() async throws {
        let fixture = try StateFixture()
        try await fixture.run()
        try setModificationTime(of: fixture.path(2), nanoseconds: StateFixture.fileTime + 1)
        #expect(try fixture.plan().reasons[1] == .changed(added: 0, modified: 1, removed: 0))
    }

    @Test("The last date accepted matters to partitions that have rows after it")
    func latestDay() async throws {
        var fixture = try StateFixture()
        try fixture.write(["A-20"], month: 12, day: 31)
        fixture.engine.reading.latestDay = SilverHistory.latestDay - 1
        let before = try await fixture.run()
        #expect(before.scan.counts.rejected[.startTimeRange] == 1)
        fixture.engine.reading.latestDay += 1
        #expect(try fixture.plan().reasons == [.unchanged, .rules, .unchanged, .unchanged])
        let result = try await fixture.run()
        #expect(result.plan.scans == 1)
        try await fixture.expectFull(result)
        fixture.engine.reading.latestDay += 400
        #expect(try fixture.plan().scans == 0, "a later day accepts what was accepted")
        fixture.engine.reading.latestDay -= 402
        #expect(try fixture.plan().scans == 4, "an earlier day may reject what was accepted")
        try await fixture.expectFull(fixture.run())
    }

    @Test("Cubes, options and columns are rules")
    func rules() async throws {
        let fixture = try StateFixture()
        try await fixture.run()
        var others = [fixture, fixture, fixture]
        others[0].specs = SmallCubes.others
        others[1].engine.reading.dropsCopies = true
        others[2].engine.reading.positionalColumns = ["ID"]
        for other in others { #expect(try other.plan().reasons == [.rules, .rules, .rules]) }
        let wider = IncrementalScan(
            fixture.specs, engine: fixture.engine, snapshots: fixture.state, columns: [.windSpeed], fileSystem: LocalFileSystem())
        #expect(try wider.plan(fixture.table(), .changed).reasons == [.rules, .rules, .rules])
        var workers = fixture
        workers.engine.workers = 1
        #expect(try workers.plan().scans == 0, "the number of workers is none")
    }
}

@Suite("Trouble with the state folder")
struct IncrementalScanTroubleTests {
    @Test("Whatever is damaged is scanned again and mended", arguments: StateTampering.allCases, [true, false])
    func tampered(_ tampering: StateTampering, merged: Bool) async throws {
        let fixture = try StateFixture()
        try await fixture.run()
        if !merged { try FileManager.default.removeItem(atPath: fixture.state.merged.path) }
        var random = SplitMix64(seed: 7)
        let path = merged ? fixture.state.merged.path : fixture.state.partition(fixture.partition(2)).path
        try tampering.apply(to: path, in: fixture.state, using: &random)
        let result = try await fixture.run()
        try await fixture.expectFull(result)
        #expect(result.plan.scans <= 1)
        try await fixture.run()
        #expect(try fixture.plan().scans == 0)
    }

    @Test("Two scans at once both give what a scan gives, and leave a state that can be used")
    func atOnce() async throws {
        let fixture = try StateFixture()
        let full = try await fixture.full()
        for _ in 0..<5 {
            let results = try await withThrowingTaskGroup(of: ExactScan.self) { group in
                for _ in 0..<4 { group.addTask { ExactScan(try await fixture.run(Bool.random() ? .all : .changed).scan) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(results.allSatisfy { $0 == full })
        }
        let after = try await fixture.run()
        #expect(ExactScan(after.scan) == full && after.plan.scans == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.state.path + "/partitions").allSatisfy { $0.hasSuffix(".orc") })
    }

    @Test("A folder that cannot be written to is an error that names it")
    func notWritable() async throws {
        let fixture = try StateFixture()
        try Data().write(to: URL(filePath: fixture.state.path))
        let error = await #expect(throws: CubeError.self) { try await fixture.run() }
        #expect(error?.code == .io && error?.location == fixture.state.path)
    }

    @Test("A canceled scan throws, and the next one takes up what it finished")
    func canceled() async throws {
        var fixture = try StateFixture()
        fixture.engine.workers = 1
        let partitions = Atomic<Int>(0)
        let scan = fixture.scan
        let plan = try fixture.plan()
        let task = Task {
            try await scan.run(
                plan,
                rows: RowSink { _ in
                    if partitions.add(1, ordering: .relaxed).newValue == 2 { withUnsafeCurrentTask { $0?.cancel() } }
                }, progress: { _ in })
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try fixture.plan().reasons == [.unchanged, .new, .new])
        let result = try await fixture.run()
        #expect(result.plan.scans == 2)
        try await fixture.expectFull(result)
    }

    @Test("What an interrupted write left is removed after an hour, not while another run may be at it")
    func leftovers() async throws {
        let fixture = try StateFixture()
        try await fixture.run()
        let files = ["/partitions/x.orc.1.new", "/merged.orc.1.new"].map { fixture.state.path + $0 }
        for file in files { try Data().write(to: URL(filePath: file)) }
        try await fixture.run()
        #expect(files.allSatisfy(FileManager.default.fileExists))
        for file in files { try setModificationTime(of: file, nanoseconds: 1) }
        try await fixture.run()
        #expect(!files.contains(where: FileManager.default.fileExists))
    }
}
