import Foundation
import Testing

@testable import ORC

/// What the limits of a reader do, and files at the limits of the format.
@Suite struct ReadingLimitTests {
    @Test func aFileOfNoBytesIsAnEmptyTable() throws {
        let file = try ORCFile(source: ORCMemorySource([]), name: "empty")
        #expect(file.rowCount == 0)
        #expect(file.schema.children.isEmpty)
        #expect(try file.reader().next() == nil)
    }

    @Test(arguments: [[0], [3], Array("ORC".utf8), Array("not an ORC file".utf8) + [200], [UInt8](repeating: 0xFF, count: 300)])
    func bytesThatAreNoFileAreRefused(_ bytes: [UInt8]) throws {
        let error = #expect(throws: ORCError.self) { try ORCFile(source: ORCMemorySource(bytes), name: "bytes") }
        #expect(error?.location.file == "bytes")
    }

    @Test func aMissingFileSaysSo() {
        let error = #expect(throws: ORCError.self) { try ORCFile(path: "/nowhere/at-all.orc") }
        #expect(error?.code == .io)
        #expect(error?.description.contains("/nowhere/at-all.orc") == true)
    }

    @Test func aFolderIsNotAFile() {
        #expect(#expect(throws: ORCError.self) { try ORCFile(path: NSTemporaryDirectory()) }?.code == .io)
    }

    @Test func memoryIsLimited() throws {
        var options = ORCReaderOptions()
        options.memoryLimit = 100_000
        let file = try ORCFile(path: ReadingFixtureTests.path("java_row_groups"), options: options)
        let error = #expect(throws: ORCError.self) {
            let reader = try file.reader(batchSize: 1_000_000)
            while try reader.next() != nil {}
        }
        #expect(error?.code == .limit)
        #expect(error?.message.contains("memoryLimit") == true)
    }

    @Test func nestingIsLimited() throws {
        var options = ORCReaderOptions()
        options.maximumNesting = 3
        let error = #expect(throws: ORCError.self) { try ORCFile(path: ReadingFixtureTests.path("types-zlib"), options: options) }
        #expect(error?.code == .limit)
    }

    @Test func batchSizesAndStripesAreChecked() throws {
        let file = try ORCFile(path: ReadingFixtureTests.path("types-zlib"))
        #expect(#expect(throws: ORCError.self) { try file.reader(batchSize: 0) }?.code == .usage)
        #expect(#expect(throws: ORCError.self) { try file.reader(stripes: 0..<9) }?.code == .usage)
    }

    @Test func thousandsOfColumnsAreRead() throws {
        let path = NSTemporaryDirectory() + "/orc-wide-\(UUID().uuidString).orc"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let schema = ORCType.row((0..<5_000).map { ("column \($0)", ORCType(.int)) })
        let batch = StructVector(schema.children.map(ColumnVector.make))
        batch.reserve(2)
        batch.count = 2
        for (index, child) in batch.children.enumerated() {
            child.count = 2
            let values = try #require(child as? IntegerVector)
            values.values[0] = Int64(index)
            values.values[1] = -Int64(index)
        }
        let writer = try ORCWriter(path: path, schema: schema)
        try writer.write(batch)
        try writer.close()

        let read = try #require(try ORCFile(path: path).reader().next())
        #expect(read.children.count == 5_000)
        #expect((read.children[4_321] as? IntegerVector)?.values[1] == -4_321)
        let one = try #require(try ORCFile(path: path).reader(columns: ["column 77"]).next())
        #expect((one.children[0] as? IntegerVector)?.values[0] == 77)
    }

    /// One file, each thread with its own reader over its own stripes.
    @Test func threadsShareAFile() async throws {
        let path = NSTemporaryDirectory() + "/orc-stripes-\(UUID().uuidString).orc"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let writer = try ORCWriter(path: path, schema: ORCType.row([("k", ORCType(.long))]))
        let values = IntegerVector()
        let batch = StructVector([values])
        batch.reserve(100)
        (batch.count, values.count) = (100, 100)
        for stripe in 0..<10 {
            for row in 0..<100 { values.values[row] = Int64(stripe * 100 + row) }
            try writer.write(batch)
            try writer.flushStripe()
        }
        try writer.close()

        let file = try ORCFile(path: path)
        #expect(file.stripes.count == 10)
        let sum = try await withThrowingTaskGroup(of: Int64.self) { group in
            for stripe in 0..<10 { group.addTask { try Self.sum(of: stripe, file) } }
            return try await group.reduce(0, +)
        }
        #expect(sum == 999 * 1_000 / 2)
    }

    private static func sum(of stripe: Int, _ file: ORCFile) throws -> Int64 {
        let reader = try file.reader(stripes: stripe..<stripe + 1)
        var sum: Int64 = 0
        while let batch = try reader.next() {
            let values = try #require(batch.children[0] as? IntegerVector)
            for row in 0..<batch.count { sum += values.values[row] }
        }
        return sum
    }

    /// Strings of a column without a dictionary come as codes when asked for, and say the same.
    @Test func directStringsAreInterned() throws {
        let file = try ORCFile(path: ReadingFixtureTests.path("types-zstd"))
        let plain = try file.reader(columns: ["direct"], batchSize: 7)
        let coded = try file.reader(columns: ["direct"], interning: ["direct"], batchSize: 7)
        var dictionary: StringDictionary?
        while let left = try plain.next()?.children[0] as? StringVector, let right = try coded.next()?.children[0] as? StringVector {
            #expect(left.dictionary == nil)
            #expect(right.dictionary != nil && (dictionary == nil || right.dictionary === dictionary))
            dictionary = right.dictionary
            for row in 0..<left.count {
                #expect(left.isPresent(row) == right.isPresent(row))
                #expect(Array(left.value(row)) == Array(right.value(row)))
            }
        }
        #expect((dictionary?.count ?? 0) > 10)
    }
}
