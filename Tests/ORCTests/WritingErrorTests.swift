import Foundation
import ORC
import Synchronization
import TestSupport
import Testing

/// Misuse and bad values are errors that say what was expected; and writers go from task to task.
@Suite struct WritingErrorTests {
    private static let schema = ORCType.row([("name", ORCType(.string)), ("small", ORCType(.short)), ("code", ORCType(.varchar, maximumLength: 3))])

    private func error(_ cells: [[Cell]], _ change: (StructVector) -> Void = { _ in }) throws -> String {
        let folder = try TemporaryFolder()
        let writer = try ORCWriter(path: folder / "bad.orc", schema: Self.schema)
        let table = TestTable(zip(Self.schema.fieldNames, Self.schema.children).map { ($0, $1) }, columns: cells)
        let batch = table.batch(0..<table.rowCount)
        change(batch)
        let error = #expect(throws: ORCError.self) {
            try writer.write(batch)
            try writer.close()
        }
        return error.map { "\($0.code) \($0.message) \($0.location.columnName ?? "")" } ?? ""
    }

    private static let good: [[Cell]] = [[.bytes([65])], [.integer(1)], [.bytes([66])]]

    @Test func valuesThatDoNotFit() throws {
        #expect(try error([[.null], [.integer(40_000)], [.null]]) == "usage values of short lie in -32768 … 32767, found 40000 … 40000 small")
        #expect(try error([[.null], [.null], [.bytes(Array("abcé".utf8))]]) == "usage expected at most 3 characters for varchar, found 4 code")
    }

    @Test func batchesThatDoNotFit() throws {
        #expect(try error(Self.good) { $0.children[1].count = 0 } == "usage expected 1 rows as in the batch, found 0; set the vector's count small")
        let folder = try TemporaryFolder()
        let writer = try ORCWriter(path: folder / "bad.orc", schema: Self.schema)
        let other = StructVector([StringVector(), StringVector(), StringVector()])
        #expect(throws: ORCError.self) { try writer.write(other) }
        #expect(throws: ORCError.self) { try writer.write(StructVector([StringVector()])) }
        // A batch that was refused leaves the writer as it was.
        try writer.close()
        #expect(try ORCFile(path: folder / "bad.orc").rowCount == 0)
    }

    @Test(arguments: [0, 3, -1] as [Int32]) func codesOutsideTheDictionary(code: Int32) throws {
        let found = try error(Self.good) { batch in
            guard let vector = batch.children[0] as? StringVector else { return }
            vector.dictionary = StringDictionary()
            vector.codes[0] = code
        }
        #expect(found == "usage expected codes below 0, the dictionary's size, found \(code) name")
    }

    @Test func rowNumbersOutside() throws {
        let folder = try TemporaryFolder()
        let table = TestTable([("i", ORCType(.int))], columns: [[.integer(1), .integer(2)]])
        let writer = try ORCWriter(path: folder / "rows.orc", schema: table.schema)
        for rows: [Int32] in [[2], [-1], [0, 7]] {
            #expect(throws: ORCError.self) { try rows.withUnsafeBufferPointer { try writer.write(table.batch(0..<2), rows: $0) } }
        }
        let none: [Int32] = []
        try none.withUnsafeBufferPointer { try writer.write(table.batch(0..<2), rows: $0) }
        try writer.close()
        #expect(try ORCFile(path: folder / "rows.orc").rowCount == 0)
    }

    @Test func afterClose() throws {
        let folder = try TemporaryFolder()
        let table = TestTable([("i", ORCType(.int))], columns: [[.integer(1)]])
        let writer = try ORCWriter(path: folder / "closed.orc", schema: table.schema)
        try writer.write(table.batch(0..<1))
        try writer.close()
        try writer.close()
        #expect(writer.rowCount == 1 && writer.bufferedBytes == 0)
        #expect(throws: ORCError.self) { try writer.write(table.batch(0..<1)) }
        #expect(try ORCFile(path: folder / "closed.orc").rowCount == 1)
    }

    @Test func settingsThatMakeNoFile() throws {
        let folder = try TemporaryFolder()
        let changes: [(inout ORCWriterOptions) -> Void] = [
            { $0.compressionBlockSize = 10 }, { $0.rowIndexStride = -1 }, { $0.stripeSize = 0 }, { $0.bloomFilterFalsePositives = 1 },
            { $0.timeZone = "Nowhere/Land" }, { $0.compression = .zlib(level: 77) },
        ]
        for change in changes {
            var options = ORCWriterOptions()
            change(&options)
            #expect(throws: ORCError.self) { try ORCWriter(path: folder / "x.orc", schema: Self.schema, options: options) }
        }
        #expect(throws: ORCError.self) { try ORCWriter(path: folder.path + "/no/such/folder.orc", schema: Self.schema) }
        let decimal = ORCType.row([("d", ORCType(.decimal, precision: 50, scale: 2))])
        #expect(throws: ORCError.self) { try ORCWriter(path: folder / "x.orc", schema: decimal) }
    }

    /// Many writers in one place; each task writes to some, then others flush and close them.
    @Test func fromTaskToTask() async throws {
        let folder = try TemporaryFolder()
        let schema = ORCType.row([("i", ORCType(.int))])
        let writers = try (0..<12).map { try ORCWriter(path: (folder / "\($0).orc"), schema: schema) }
        try await withThrowingTaskGroup { group in
            for task in 0..<4 {
                group.addTask {
                    let table = TestTable([("i", ORCType(.int))], columns: [(0..<100).map { .integer(Int64($0 + task)) }])
                    for writer in writers { try writer.write(table.batch(0..<100)) }
                }
            }
            try await group.waitForAll()
        }
        try await withThrowingTaskGroup { group in
            for writer in writers {
                group.addTask {
                    try writer.flushStripe()
                    try writer.close()
                }
            }
            try await group.waitForAll()
        }
        for index in writers.indices { #expect(try ORCFile(path: (folder / "\(index).orc")).rowCount == 400) }
    }
}
