import Accidents
import Foundation
import Silver
import TestSupport
import Testing

/// Every cell of every cube against `Tests/Reference/cubes.py` (pyarrow and DuckDB), which accepts rows and fills cubes by itself.
@Suite(.enabled(if: Python.path != nil)) struct CubeReferenceTests {
    @Test("On the real sample", .enabled(if: RealData.isThere), arguments: ["silver_hive", "silver_hive_ntz"])
    func sample(name: String) async throws {
        try await compare(RealData.path(name), try TemporaryFolder())
    }

    @Test("On generated accidents, in partitions by month")
    func generated() async throws {
        let folder = try TemporaryFolder()
        let made = try await BuiltCommand.run(["generate", "--rows", "100000", "--seed", "7", "--silver", "silver"], in: folder)
        #expect(made.status == 0, "\(made.errors)")
        try await compare("silver", folder)
    }

    @Test("On files that lack columns, and rows with nulls, repeated identifiers and values beyond every limit", arguments: 1...6)
    func awkward(seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        let folder = try TemporaryFolder()
        for partition in ["accident_year=2020/accident_month=1", "accident_year=2020/accident_month=2", "accident_year=__HIVE_DEFAULT_PARTITION__"] {
            for file in 0..<3 {
                let rows = (0..<Int.random(in: 0...300, using: &random)).map { _ in AccidentFixture.awkward(using: &random) }
                try SilverFixture.write(
                    rows, to: folder / "silver/accidents_clean/\(partition)/part-\(file).orc", columns: AccidentFixture.someColumns(using: &random))
            }
        }
        try await compare("silver", folder, "seed \(seed)")
    }

    /// Fills all cubes of `silver` both ways in `folder`, and expects the same files.
    private func compare(_ silver: String, _ folder: TemporaryFolder, _ comment: String = "") async throws {
        let script = Document("Tests/Reference/cubes.py").file.path
        let outcome = try await BuiltCommand.shell(
            "set -e; '\(Python.path ?? "")' '\(script)' '\(silver)' expected; datamart cube gold peers --format csv --output filled --silver '\(silver)'",
            in: folder)
        #expect(outcome.status == 0, "\(comment) \(outcome.errors)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder / "expected").sorted()
        #expect(names.count == 27)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder / "filled").sorted() == names)
        for name in names {
            let (filled, expected) = (try lines(folder / "filled/\(name)"), try lines(folder / "expected/\(name)"))
            let first = zip(filled, expected).first { !$0.utf8.elementsEqual($1.utf8) }
            #expect(first == nil && filled.count == expected.count, "\(comment) \(name): \(filled.count) and \(expected.count) cells")
        }
    }

    private func lines(_ path: String) throws -> [Substring] { try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") }
}

extension AccidentFixture {
    /// The columns of a file: those that are required, and some of the others.
    fileprivate static func someColumns(using random: inout SplitMix64) -> [AccidentColumn] {
        let all = SilverFixture.completeColumns + [.infrastructureCount]
        return all.filter { $0.isRequired || Int.random(in: 0..<8, using: &random) > 0 }.shuffled(using: &random)
    }

    /// Mostly an accident that is accepted, with one thing or another wrong.
    fileprivate static func awkward(using random: inout SplitMix64) -> AccidentFixture {
        func pick<Value>(_ usual: [Value?], _ odd: [Value?]) -> Value? {
            (Int.random(in: 0..<20, using: &random) == 0 ? odd.randomElement(using: &random) : usual.randomElement(using: &random)) ?? nil
        }
        let number = Int.random(in: 0..<100_000, using: &random)
        var row = AccidentFixture(
            pick(["A-\(number)"], ["A-1", "A-01", " A-1 ", "", nil, "x\u{A0}", "é\(number % 3)", String(repeating: "y", count: 51)]))
        row.severity = pick([1, 2, 3, 4], [0, 5, nil])
        row.start = pick([Int64.random(in: 1_577_836_800...1_583_020_800, using: &random)], [nil, 946_684_799, 946_684_800, 4_102_444_800, -1])
        row.latitude = pick([Double.random(in: 25...49, using: &random), 34.0, 33.99], [nil, 15, 72, 14.999, 72.001, .nan])
        row.longitude = pick([Double.random(in: -124 ... -67, using: &random), -118.07], [nil, -180, -60, -59.99, .infinity])
        row.state = pick(["CA", "TX", "NY"], [nil, "PR", "ca", " CA", ""])
        row.city = pick(
            ["Ada", "ada", "Zoë", "St. Mary's, \"Old\"", nil], ["", " Ada\u{A0}", "\u{A0}", String(repeating: "é", count: 101), "two\nlines"])
        row.source = pick(["Source1", "Source2", nil], ["", " Source1"])
        row.distance = pick([0, 0.01, 0.123456789, 3.25], [nil, -0.1, 500, 500.1, .nan])
        row.temperature = pick([-10, 0, 31.9, 32, 70, 90.5, 61.23456789012], [nil, 207, -80, 140, 140.5])
        row.flags = pick([true, false, false], [nil])
        row.infrastructureCount = pick([0, 5, 13], [nil, 14, -1])
        row.weather = pick(["Clear", "Rain", nil], ["", " Rain ", String(repeating: "x", count: 21)])
        return row
    }
}
