import Foundation
import Testing

@testable import ORC

/// Files by Apache ORC C++ and Java, with the rows that were given to those writers (`Fixtures/Reading/make_fixtures.py`).
@Suite struct ReadingFixtureTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/Reading")
    static let names = files(in: folder).map { $0.deletingPathExtension().lastPathComponent }

    static func files(in folder: URL) -> [URL] {
        let all = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return all.filter { $0.pathExtension == "orc" }.sorted { $0.path < $1.path }
    }

    static func path(_ name: String) -> String { folder.appending(path: name + ".orc").path }

    static func expected(_ name: String) throws -> [String] {
        let base = name.split(separator: "-")[0]
        return try String(contentsOf: folder.appending(path: base + ".jsonl"), encoding: .utf8).split(separator: "\n").map(String.init)
    }

    @Test func thereAreFixtures() { #expect(Self.names.count >= 14) }

    @Test(arguments: names) func readsAsWritten(_ name: String) throws {
        try expectRows(try JSONRows.read(Self.path(name)), equal: try Self.expected(name))
    }

    /// Batches that end anywhere must not matter.
    @Test(arguments: names) func readsTheSameInSmallBatches(_ name: String) throws {
        try expectRows(try JSONRows.read(Self.path(name), batchSize: 7), equal: try Self.expected(name))
    }

    @Test(arguments: ["types-zstd", "types-uncompressed"]) func readsEachColumnAlone(_ name: String) throws {
        let file = try ORCFile(path: Self.path(name))
        let whole = try JSONRows.read(Self.path(name))
        for column in file.schema.fieldNames {
            let alone = try JSONRows.read(Self.path(name), columns: [column])
            for (row, text) in alone.enumerated() { #expect(whole[row].contains(text.dropFirst().dropLast())) }
        }
    }

    @Test func columnsComeInTheOrderAskedFor() throws {
        let rows = try JSONRows.read(Self.path("java_row_groups"), columns: ["N", "k"])
        #expect(rows[1] == #"{"n": 1, "k": 1}"#)
    }

    @Test func memoryIsReusedFromFileToFile() throws {
        let first = try ORCFile(path: Self.path("types-zlib")).reader()
        let vectors = try #require(try first.next())
        let second = try ORCFile(path: Self.path("types-snappy")).reader(reusing: vectors)
        #expect(try second.next() === vectors)
        let other = try ORCFile(path: Self.path("java_union")).reader(reusing: vectors)
        #expect(try other.next() !== vectors)
    }

    @Test func aDictionaryStaysTheSameObjectForAStripe() throws {
        let reader = try ORCFile(path: Self.path("java_row_groups")).reader(columns: ["s"], batchSize: 100)
        let first = try #require(try reader.next()?.children[0] as? StringVector).dictionary
        #expect(first?.count == 97)
        while let batch = try reader.next() { #expect((batch.children[0] as? StringVector)?.dictionary === first) }
    }

    @Test func attributesOfTypesAreRead() throws {
        let schema = try ORCFile(path: Self.path("new_york-none")).schema
        #expect(schema.children.map { $0.attributes["spark.sql.catalyst.type"] } == [nil, "timestamp", "timestamp_ntz", "string"])
    }

    @Test func anUnknownColumnListsTheKnownOnes() throws {
        let file = try ORCFile(path: Self.path("java_row_groups"))
        let error = #expect(throws: ORCError.self) { try file.reader(columns: ["nope"]) }
        #expect(error?.code == .schema)
        #expect(error?.description.contains("k, s, d, n") == true)
    }
}
