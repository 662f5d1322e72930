import Foundation
import ORC
import TestSupport
import Testing

/// Other libraries read what the writer writes, and the reader reads what they write. Needs an interpreter with
/// pyarrow, chdb and pyspark, whose path is in `DATAMART_TEST_PYTHON`.
@Suite(.enabled(if: Python.path != nil, "set DATAMART_TEST_PYTHON to a Python with pyarrow, chdb and pyspark"))
struct WritingPeersTests {
    /// Types that a library does not read as they are.
    private static let unread: [String: Set<String>] = [
        "chdb": ["map", "struct", "list"],
        "pyarrow": [], "spark": [],
    ]

    @Test(arguments: ["pyarrow", "chdb", "spark"]) func readWhatWeWrite(library: String) async throws {
        let folder = try TemporaryFolder()
        let fields = TestTable.everyType.filter { !(Self.unread[library] ?? []).contains($0.0) }
        var generator = CellGenerator(seed: 21, isPortable: true)
        for (name, rows, options) in Self.variants {
            let table = TestTable(fields, rows: rows, &generator, nulls: [0, 3, 9, 1, 10])
            try table.write(to: (folder / name + ".orc"), options: options)
            try (Self.header(table.schema) + "\n" + table.jsonLines).write(toFile: (folder / name + ".json"), atomically: false, encoding: .utf8)
        }
        let result = try await Python.run("Tests/ORCTests/Peers/read.py", [library, folder.path])
        #expect(result.status == 0, "\(result.output)")
    }

    @Test(arguments: ["pyarrow", "chdb", "spark"]) func theyWriteWhatWeRead(library: String) async throws {
        let folder = try TemporaryFolder()
        let result = try await Python.run("Tests/ORCTests/Peers/write.py", [library, folder.path])
        try #require(result.status == 0, "\(result.output)")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".orc") }
        #expect(files.count == 7)
        for file in files {
            let expected = try String(contentsOfFile: folder / "\(file.dropLast(4)).json", encoding: .utf8)
            let columns = try TestTable.read(folder / file)
            let found = TestTable(columns.indices.map { ("c\($0)", ORCType(.long)) }, columns: columns).jsonLines
            let difference = zip(found.split(separator: "\n"), expected.split(separator: "\n")).first { $0 != $1 }
            #expect(difference == nil, "\(file): \(String(describing: difference))")
            #expect(found.count == expected.count, "\(file)")
        }
    }

    /// Files of no row, of one, of one stripe and of many, in every codec.
    private static var variants: [(String, Int, ORCWriterOptions)] {
        var plain = ORCWriterOptions()
        plain.compression = .none
        plain.rowIndexStride = 0
        var small = ORCWriterOptions()
        small.compression = .snappy
        small.compressionBlockSize = 2_048
        small.rowIndexStride = 1_000
        small.stripeSize = 100_000
        var zlib = ORCWriterOptions()
        zlib.compression = .zlib()
        zlib.bloomFilterColumns = ["string", "long", "double", "small decimal"]
        return [
            ("none", 0, .init()), ("one", 1, .init()), ("plain", 1_700, plain), ("stripes", 6_000, small), ("zlib", 3_000, zlib),
            ("zstd", 3_000, .init()),
        ]
    }

    /// The line of columns that a table's file of expected rows begins with.
    static func header(_ schema: ORCType) -> String {
        "[" + zip(schema.fieldNames, schema.children).map { "[\"\($0)\",\(header(below: $1))]" }.joined(separator: ",") + "]"
    }

    private static func header(below type: ORCType) -> String {
        let kind = type.kind == .decimal ? "decimal:\(type.scale)" : "\(type.kind)"
        return "\"\(kind)\",[" + type.children.map { "[\(header(below: $0))]" }.joined(separator: ",") + "]"
    }
}
