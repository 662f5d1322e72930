import Foundation
import TestSupport
import Testing

@testable import ORC

/// Where the Apache ORC project's example files are.
enum ExampleFiles {
    static let folder = ProcessInfo.processInfo.environment["DATAMART_TEST_DATA"].map { URL(filePath: $0).appending(path: "orc") }
    static let names = folder.map { ReadingFixtureTests.files(in: $0).map(\.lastPathComponent) } ?? []
    static let corrupt = folder.map { ReadingFixtureTests.files(in: $0.appending(path: "corrupt")).map(\.lastPathComponent) } ?? []

    static func path(_ name: String) throws -> String { try #require(folder).appending(path: name).path }
}

/// The Apache ORC project's example files, against the rows that its own tools print. The folder's parent is named by
/// `DATAMART_TEST_DATA`; none of the files is part of this project.
@Suite(.enabled(if: ExampleFiles.folder != nil, "set DATAMART_TEST_DATA to the folder with the example files"))
struct ReadingExampleTests {
    /// Files without expected rows: what is known of each from the reference reader.
    static let rowCounts = [
        "TestOrcFile.testSargSkipPickupGroupWithoutIndexCPlusPlus.orc": 10_000, "TestOrcFile.testWithoutCompressionBlockSize.orc": 100,
        "TestVectorOrcFile.testZstd.0.12.orc": 10_000, "bad_bloom_filter_1.6.0.orc": 5, "demo-11-zlib.orc": 1_920_800,
        "demo-12-zlib.orc": 1_920_800, "version1999.orc": 0, "zero.orc": 0,
    ]

    @Test(arguments: small) func readsAsExpected(_ name: String) throws {
        let rows = try JSONRows.read(try ExampleFiles.path(name))
        if let expected = Self.expected(name) {
            try expectRows(rows, equal: try Self.lines(expected))
        } else if let count = Self.rowCounts[name] {
            #expect(rows.count == count)
        }
    }

    /// Files without expected rows give those that pyarrow reads.
    @Test(.enabled(if: Python.path != nil, "set DATAMART_TEST_PYTHON to a Python with pyarrow")) func readsAsPyarrowDoes() async throws {
        let folder = try TemporaryFolder()
        for name in Self.small where Self.expected(name) == nil {
            let path = try ExampleFiles.path(name)
            let file = try ORCFile(path: path)
            let schema = file.schema
            // pyarrow makes tables of structs alone, and refuses some files without rows.
            guard schema.kind == .struct, file.rowCount > 0 else { continue }
            let table = TestTable(zip(schema.fieldNames, schema.children).map { ($0, $1) }, columns: try TestTable.read(path))
            try FileManager.default.copyItem(atPath: path, toPath: folder / name)
            let lines = WritingPeersTests.header(schema) + "\n" + table.jsonLines
            try lines.write(toFile: folder / "\(name.dropLast(4)).json", atomically: false, encoding: .utf8)
        }
        let result = try await Python.run("Tests/ORCTests/Peers/read.py", ["pyarrow", folder.path])
        #expect(result.status == 0, "\(result.output)")
    }

    /// The files that are neither encrypted nor of millions of rows.
    static let small = ExampleFiles.names.filter { !$0.hasPrefix("encrypted") && !$0.hasPrefix("demo") }

    private static func expected(_ name: String) -> String? {
        guard let path = try? ExampleFiles.path("expected/" + name.dropLast(4) + ".jsn.gz") else { return nil }
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// Two files of the same rows, one by each version of run-length encoding: the first rows of both.
    @Test func theTwoVersionsOfOneTableAgree() throws {
        let files = try ["demo-11-zlib.orc", "demo-12-zlib.orc"].map { try ORCFile(path: try ExampleFiles.path($0)) }
        #expect(files.map(\.rowCount) == [1_920_800, 1_920_800])
        let rows = try files.map { try Self.firstRows(20_000, of: $0) }
        #expect(rows[0].count == 20_000)
        #expect(rows[0] == rows[1])
    }

    private static func firstRows(_ count: Int, of file: ORCFile) throws -> [[UInt8]] {
        let reader = try file.reader(batchSize: 1_000)
        var writer = JSONRowWriter(reader.schema)
        var rows: [[UInt8]] = []
        while rows.count < count, let batch = try reader.next() {
            for row in 0..<min(batch.count, count - rows.count) {
                writer.write(row, of: batch)
                rows.append(writer.output)
                writer.output.removeAll(keepingCapacity: true)
            }
        }
        return rows
    }

    @Test(arguments: ExampleFiles.corrupt) func refusesDamage(_ name: String) throws {
        let error = #expect(throws: ORCError.self) { try JSONRows.read(try ExampleFiles.path("corrupt/" + name)) }
        #expect(error?.location.file?.hasSuffix(name) == true)
        #expect(error?.location.column != nil)
        #expect(error?.location.stream != nil)
    }

    @Test func encryptedColumnsAreRefusedAndOthersRead() throws {
        let path = try ExampleFiles.path("encrypted1.orc")
        let error = #expect(throws: ORCError.self) { try JSONRows.read(path) }
        #expect(error?.code == .encrypted)
        #expect(error?.message.contains("encrypted") == true)
        #expect(try JSONRows.read(path, columns: ["name"]).count == 1)
    }

    private static func lines(_ path: String) throws -> [String] {
        try Command.output("gzip", ["-dc", path]).split(separator: "\n").map(String.init)
    }
}
