import Foundation
import TestSupport
import Testing

/// `datamart orc` as a shell sees it, on files by other writers.
@Suite struct CLIORCTests {
    private static let fixtures = projectFolder.appending(path: "Tests/ORCTests/Fixtures/Reading").path

    private func orc(_ arguments: String...) async throws -> Command.Outcome {
        let paths = arguments.map { $0.hasSuffix(".orc") && !$0.contains("/") ? "\(Self.fixtures)/\($0)" : $0 }
        return try await BuiltCommand.run(["orc"] + paths, in: try TemporaryFolder())
    }

    private func json(_ outcome: Command.Outcome) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    }

    @Test func schema() async throws {
        let table = try await orc("schema", "java_row_groups.orc")
        #expect(table.status == 0, "\(table.errors)")
        #expect(table.output.contains(/number +column +type\n/))
        #expect(table.output.contains(/\n +2 +s +string\n/))
        let nested = try await orc("schema", "types-zlib.orc")
        #expect(nested.output.contains(/deep +array\n +24 +element +struct\n +25 +x +array\n +26 +element +double/))
        let columns = try #require(try json(try await orc("schema", "types-zlib.orc", "--json"))["columns"] as? [[String: Any]])
        #expect(columns.last?["number"] as? Int == columns.count)
        #expect(columns.contains { $0["name"] as? String == "deep.element.x" && $0["type"] as? String == "array<double>" })
    }

    @Test func count() async throws {
        #expect(try await orc("count", "java_row_groups.orc").output == "2500\n")
        let table = try await orc("count", "java_row_groups.orc", "no_rows.orc")
        #expect(table.output.contains(/no_rows\.orc +0\ntotal +2,500\n/))
        let report = try json(try await orc("count", "java_row_groups.orc", "java_union.orc", "--json"))
        #expect(report["rows"] as? Int == 2_540)
        #expect((report["files"] as? [[String: Any]])?.count == 2)
    }

    @Test func stats() async throws {
        let text = try await orc("stats", "java_row_groups.orc").output
        #expect(text.contains(/rows +2,500 in 1 stripe, row groups of/))
        #expect(text.contains(/\n +2 +s +DICTIONARY_V2 +97 +/))
        let report = try json(try await orc("stats", "java_row_groups.orc", "--json"))
        let columns = try #require(report["columns"] as? [[String: Any]])
        let statistics = try #require(columns[0]["statistics"] as? [String: Any])
        #expect(statistics["values"] as? Int == 2_500)
        #expect(statistics["minimum"] as? Int == 0)
        #expect((columns.reduce(0) { $0 + ($1["bytes"] as? Int ?? 0) }) < report["bytes"] as? Int ?? 0)
    }

    @Test func catPrintsWhatTheWriterWasGiven() async throws {
        let expected = try String(contentsOfFile: "\(Self.fixtures)/integers.jsonl", encoding: .utf8)
        let rows = try await orc("cat", "integers.orc")
        #expect(rows.status == 0, "\(rows.errors)")
        #expect(rows.output == expected)
        let twice = try await orc("cat", "integers.orc", "integers-version_0_11.orc")
        #expect(twice.output == expected + expected)
    }

    @Test func catPrintsColumnsInTheOrderAskedFor() async throws {
        let csv = try await orc("cat", "java_row_groups.orc", "java_row_groups.orc", "--columns", "n,k", "--format", "csv").output
        let lines = csv.split(separator: "\n")
        #expect(lines.count == 5_001)
        #expect(lines[0] == "n,k")
        #expect(lines[2] == "1,1")
        let other = try await orc("cat", "java_row_groups.orc", "java_union.orc")
        #expect(other.status == 4)
        #expect(other.errors.contains("expected the columns of the first file"))
    }

    @Test func headPrintsSoManyRows() async throws {
        let table = try await orc("head", "-n", "3", "java_row_groups.orc", "--columns", "k", "--columns", "s").output
        #expect(table.split(separator: "\n").count == 5)
        #expect(table.contains(/^k +s\n/))
        #expect(try await orc("head", "java_row_groups.orc", "--format", "json").output.split(separator: "\n").count == 10)
        #expect(try await orc("head", "-n", "2000", "java_row_groups.orc", "--format", "csv").output.split(separator: "\n").count == 2_001)
        #expect(try await orc("head", "-n", "0", "java_row_groups.orc", "--format", "csv").output == "k,s,d,n\n")
    }

    @Test func unknownColumnsListTheKnownOnes() async throws {
        for command in ["cat", "head"] {
            let outcome = try await orc(command, "java_row_groups.orc", "--columns", "nope")
            #expect(outcome.status == 4)
            #expect(outcome.errors.contains("no column \\\"nope\\\"; the file has k, s, d, n"), "\(outcome.errors)")
        }
    }

    @Test func checkFindsSoundFilesSound() async throws {
        let outcome = try await orc("check", "java_row_groups.orc", "types-zstd.orc", "no_rows.orc")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains(/java_row_groups\.orc +2,500 +1 +25 +0\n/))
        #expect(outcome.errors.isEmpty)
    }

    @Test func checkPlacesDamage() async throws {
        let folder = try TemporaryFolder()
        var bytes = try Data(contentsOf: URL(filePath: "\(Self.fixtures)/types-zlib.orc"))
        for index in bytes.count * 3 / 10..<bytes.count * 32 / 100 { bytes[index] = ~bytes[index] }
        try bytes.write(to: URL(filePath: "\(folder.path)/damaged.orc"))
        let sound = "\(Self.fixtures)/integers.orc"
        let text = try await BuiltCommand.run(["orc", "check", "damaged.orc", sound, "missing.orc"], in: folder)
        #expect(text.status == 4)
        #expect(text.output.contains(/\ndamaged\.orc, stripe \d+, column \d+ \(.+\), stream [A-Z_]+, offset \d+\n  expected/))
        #expect(text.output.contains("cannot open the file"))
        #expect(text.errors.contains("2 of 3 files are damaged"))
        let outcome = try await BuiltCommand.run(["orc", "check", "--json", "damaged.orc", sound], in: folder)
        #expect(outcome.status == 4)
        let files = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
        #expect(files.map { $0["is_sound"] as? Bool } == [false, true])
        let findings = try #require(files[0]["findings"] as? [[String: Any]])
        #expect(findings.contains { $0["stream"] != nil && $0["offset"] is Int && $0["column_name"] != nil })
    }

    @Test(arguments: [["schema"], ["stats"], ["count"], ["head"], ["cat"], ["check"]]) func whatIsNoORCFileIsRefused(command: [String]) async throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("text.orc", "this is no ORC file, but long enough to be one")
        let outcome = try await BuiltCommand.run(["orc"] + command + ["text.orc"], in: folder)
        #expect(outcome.status == 4)
        #expect((outcome.output + outcome.errors).contains("text.orc"))
    }

    /// A reader that has seen enough ends the command without a word.
    @Test func aClosedPipeIsQuiet() async throws {
        let outcome = try await BuiltCommand.shell(
            "datamart orc cat '\(Self.fixtures)/integers.orc' '\(Self.fixtures)/integers.orc' | head -n 1", in: try TemporaryFolder())
        #expect(outcome.status == 0)
        #expect(outcome.output.split(separator: "\n").count == 1)
        #expect(outcome.errors.isEmpty, "\(outcome.errors)")
    }
}
