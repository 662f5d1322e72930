import Accidents
import Foundation
import ORC
import Silver
import TestSupport
import Testing

@testable import CubeSnapshots
@testable import Cubes
@testable import NativeEngine

/// A Silver of three months and the cubes kept of it.
struct StateFixture {
    let folder: TemporaryFolder
    let state: SnapshotDirectory
    var specs = SmallCubes.all
    var engine = NativeEngine(workers: 2, reading: ReadingOptions(latestDay: SilverHistory.latestDay))
    var comparesFooters = false

    /// January has two files, February one, March a file with a rejected row. Files are from 2020-06-01.
    init() throws {
        folder = try TemporaryFolder()
        state = SnapshotDirectory(path: folder / "state")
        try write(["A-1", "A-2", "Ärger"], month: 1)
        try write(["A-3"], month: 1, "part-1.orc")
        try write(["A-4", "B"], month: 2)
        try write(["A-5", ""], month: 3)
    }

    static let fileTime: Int64 = 1_590_969_600_000_000_000

    func path(_ month: Int, _ name: String = "part-0.orc") -> String {
        folder / "accidents_clean/\(Month(year: 2020, month: month).partition)/\(name)"
    }

    func partition(_ month: Int) -> String { Month(year: 2020, month: month).partition }

    /// Writes a file of accidents on the 15th of `month`.
    func write(_ ids: [String], month: Int, _ name: String = "part-0.orc", severity: Int64 = 2, time: Int64 = fileTime, day: Int = 15) throws {
        let start = Int64(CivilDate.days(year: 2020, month: month, day: day)) * 86_400
        let rows = ids.map { id in
            AccidentFixture(id) {
                $0.start = start
                $0.severity = severity
            }
        }
        // Without compression, contents of one shape have one size.
        var options = ORCWriterOptions()
        options.compression = .none
        try SilverFixture.write(rows, to: path(month, name), columns: SilverHistory.columns, options: options)
        try setModificationTime(of: path(month, name), nanoseconds: time)
    }

    func table() throws -> HiveTable { try HiveTable(name: "accidents_clean", path: folder / "accidents_clean") }

    var scan: IncrementalScan {
        IncrementalScan(
            specs, engine: engine, snapshots: state, columns: AccidentRows.columns, comparesFooters: comparesFooters, fileSystem: LocalFileSystem())
    }

    func plan(_ mode: ScanScope = .changed) throws -> ScanPlan { try scan.plan(table(), mode) }

    /// Scans what changed.
    @discardableResult
    func run(_ mode: ScanScope = .changed) async throws -> IncrementalScanResult {
        try await scan.run(plan(mode), progress: { _ in })
    }

    /// Holds an incremental scan against a scan of everything.
    func expectFull(_ result: IncrementalScanResult, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let (found, expected) = (ExactScan(result.scan), try await full())
        #expect(found == expected, "\(found.difference(from: expected))", sourceLocation: sourceLocation)
    }

    /// What a scan of everything gives.
    func full() async throws -> ExactScan {
        ExactScan(try await engine.scan(table().partitions, specs: specs, columns: AccidentRows.columns, rows: nil, progress: { _ in }))
    }
}

extension ScanPlan {
    /// The reasons in the order of the partitions.
    var reasons: [ScanPlan.Reason] { steps.map(\.reason) }
    /// How many partitions are scanned.
    var scans: Int { steps.count { $0.scans } }
}
