import Accidents
import Foundation
import Silver
import TestSupport
import Testing

/// `datamart plan`, and a run that keeps cubes and takes them over.
@Suite struct PlanTests {
    /// Two months, every accident one of its own.
    private func silver() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for month in 1...2 { try write(1...4, month: month, in: folder) }
        return folder
    }

    private func write(_ numbers: ClosedRange<Int>, month: Int, _ name: String = "part-0.orc", in folder: TemporaryFolder) throws {
        let start = Int64(CivilDate.days(year: 2020, month: month, day: 3)) * 86_400
        let rows = numbers.map { number in AccidentFixture("A-\(month * 100 + number)") { $0.start = start } }
        let path = folder / "s/accidents_clean/accident_year=2020/accident_month=\(month)/\(name)"
        try SilverFixture.write(rows, to: path, columns: SilverFixture.completeColumns)
    }

    private func datamart(_ arguments: String, in folder: TemporaryFolder) async throws -> Command.Outcome {
        try await BuiltCommand.run(arguments.split(separator: " ").map(String.init), in: folder)
    }

    private static let kept = "--silver s --gold none --state kept"

    /// The output of a plan; sizes and times, which are not the same everywhere, as letters.
    private func plan(_ arguments: String, in folder: TemporaryFolder) async throws -> String {
        let outcome = try await datamart("plan " + arguments, in: folder)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return outcome.output.replacing(/\x20*[0-9.]+ kB$/.anchorsMatchLineEndings(), with: "  SIZE").replacing(/[0-9.]+ kB/, with: "SIZE")
            .replacing(/about [0-9.]+ s/, with: "about TIME")
    }

    @Test func aPlanSaysWhatWouldBeScannedAndWhy() async throws {
        let folder = try silver()
        #expect(
            try await plan(Self.kept, in: folder) == """
                partition                            why  files  rows    size
                ───────────────────────────────────  ───  ─────  ────  ──────
                accident_year=2020/accident_month=1  new      1     ?  SIZE
                accident_year=2020/accident_month=2  new      1     ?  SIZE

                2 of 2 partitions to scan, SIZE.

                """)
        #expect(try await datamart("run " + Self.kept, in: folder).status == 0)
        #expect(try await plan(Self.kept, in: folder) == "Nothing to scan: all 2 partitions are as they were.\n")
        try write(7...9, month: 2, "part-1.orc", in: folder)
        try FileManager.default.removeItem(atPath: folder / "s/accidents_clean/accident_year=2020/accident_month=1")
        #expect(
            try await plan(Self.kept + " --all", in: folder) == """
                partition                            why               files  rows    size
                ───────────────────────────────────  ────────────────  ─────  ────  ──────
                accident_year=2020/accident_month=2  changed: 1 added      2     4  SIZE

                gone: accident_year=2020/accident_month=1
                1 of 1 partitions to scan, SIZE, about TIME.

                """)
    }

    @Test func aPlanChangesNothing() async throws {
        let folder = try silver()
        _ = try await plan(Self.kept, in: folder)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().filter { !$0.contains("-") } == ["s"])
    }

    @Test func programsGetThePlanAsJSON() async throws {
        let folder = try silver()
        #expect(try await datamart("run " + Self.kept, in: folder).status == 0)
        try write(5...6, month: 2, in: folder)
        let outcome = try await datamart("plan --json " + Self.kept, in: folder)
        let plan = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        let partitions = try #require(plan["partitions"] as? [[String: Any]])
        #expect(partitions.map { $0["reason"] as? String } == ["unchanged", "changed: 1 modified"])
        #expect(partitions.map { $0["scans"] as? Bool } == [false, true] && partitions.map { $0["rows"] as? Int } == [4, 4])
        #expect(plan["partitions_to_scan"] as? Int == 1 && plan["removed"] as? [String] == [])
        #expect(plan["bytes_to_scan"] as? Int == partitions[1]["bytes"] as? Int && plan["estimated_seconds"] as? Double ?? -1 > 0)
    }

    @Test(
        arguments: [
            ("--force-refresh", ["forced", "forced"]), ("--incremental 2020-02-29T23:59:59Z", ["not older than asked", "not older than asked"]),
            ("--incremental 9999-12-31T00:00:00Z", ["unchanged", "unchanged"]),
            ("--incremental 0001-01-01T00:00:00Z", ["not older than asked", "not older than asked"]),
        ])
    func flagsAskForMore(flags: String, reasons: [String]) async throws {
        let folder = try silver()
        #expect(try await datamart("run " + Self.kept, in: folder).status == 0)
        let outcome = try await datamart("plan --json \(flags) \(Self.kept)", in: folder)
        let plan = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect((plan["partitions"] as? [[String: Any]])?.map { $0["reason"] as? String } == reasons)
        let run = try await datamart("run --json \(flags) \(Self.kept)", in: folder)
        let result = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        #expect(result["partitions_scanned"] as? Int == reasons.count { $0 != "unchanged" }, "a run does what its plan said")
    }

    @Test func whatIsPublishedIsKeptUntilItChanges() async throws {
        let folder = try silver()
        let published = try await datamart("run --silver s --gold sqlite:g.db", in: folder)
        #expect(published.status == 0 && !published.output.contains("kept"), "\(published.errors)")
        #expect(try await plan("--silver s --gold sqlite:g.db", in: folder).hasPrefix("Nothing to scan"))
        #expect(
            try await plan("--silver s --gold sqlite:other.db --state g.db.state", in: folder).contains("accident_month=2  its rows are published"))
        #expect(try goldRows(folder / "g.db", "SELECT count(*) FROM accidents_summary") == ["8"])
        try write(5...5, month: 3, in: folder)
        #expect(try await plan("--silver s --gold sqlite:g.db", in: folder).contains("accident_month=3  new"))
        let renewed = try await datamart("run --silver s --gold sqlite:g.db", in: folder)
        #expect(renewed.output.contains("of which 1 were scanned and 2 kept"), "\(renewed.errors)")
        #expect(try goldRows(folder / "g.db", "SELECT count(*) FROM accidents_summary") == ["9"])
    }

    @Test func theSummarySaysHowMuchWasKept() async throws {
        let folder = try silver()
        let first = try await datamart("run " + Self.kept, in: folder)
        #expect(first.output.contains(/rows read +8 in 2 partitions\n/), "\(first.errors)")
        try write(5...6, month: 3, in: folder)
        let second = try await datamart("run " + Self.kept, in: folder)
        #expect(second.output.contains(/rows read +10 in 3 partitions, of which 1 were scanned and 2 kept\n/), "\(second.output)")
        let third = try await datamart("run " + Self.kept, in: folder)
        #expect(third.output.contains(/rows accepted +10\n/) && third.output.contains("of which 0 were scanned and 3 kept"))
    }

    @Test func aStateThatCannotBeWrittenIsNoFaultOfTheInput() async throws {
        let folder = try silver()
        try Data().write(to: URL(filePath: folder / "kept"))
        let outcome = try await datamart("run " + Self.kept, in: folder)
        #expect(outcome.status == 5 && outcome.errors.contains("kept"), "\(outcome.errors)")
    }

    @Test func copiesAreDroppedWhenAskedFor() async throws {
        let folder = try silver()
        // The accidents of a month equal each other but for the ID.
        let counted = try await datamart("run --json " + Self.kept, in: folder)
        let before = try #require(try JSONSerialization.jsonObject(with: Data(counted.output.utf8)) as? [String: Any])
        #expect((before["counts"] as? [String: Any])?["copies"] as? Int == 6)
        let dropped = try await datamart(
            "run --json --silver s --gold sqlite:g.db --state kept --set silver.drop_copies=true --set datamart.quality.max_rejected_share=1",
            in: folder)
        let after = try #require(try JSONSerialization.jsonObject(with: Data(dropped.output.utf8)) as? [String: Any], "\(dropped.errors)")
        #expect((after["counts"] as? [String: Any])?["rejected"] as? [String: Int] == ["copy": 6])
        #expect(try goldRows(folder / "g.db", "SELECT id FROM accidents_summary ORDER BY id") == ["A-101", "A-201"])
        #expect(try goldRows(folder / "g.db", "SELECT row, reason FROM rejected_rows ORDER BY id LIMIT 1") == ["2|copy"])
        #expect(try await plan(Self.kept, in: folder).contains("made by other rules"))
    }
}
