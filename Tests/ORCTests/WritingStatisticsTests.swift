import Foundation
import ORC
import TestSupport
import Testing

/// Statistics, row indexes, Bloom filters, choice of encodings, and what the footer says.
@Suite struct WritingStatisticsTests {
    private func file(_ table: TestTable, _ options: ORCWriterOptions = .init(), in folder: TemporaryFolder) throws -> ORCFile {
        try table.write(to: folder / "table.orc", options: options)
        return try ORCFile(path: folder / "table.orc")
    }

    @Test func minimumMaximumSum() throws {
        let folder = try TemporaryFolder()
        let table = TestTable(
            [
                ("i", ORCType(.long)), ("d", ORCType(.double)), ("s", ORCType(.string)), ("b", ORCType(.boolean)),
                ("m", ORCType(.decimal, precision: 9, scale: 2)), ("t", ORCType(.timestamp)), ("x", ORCType(.binary)), ("y", ORCType(.date)),
            ],
            columns: [
                [.integer(5), .null, .integer(-7)], [.double((1.5).bitPattern), .double((-0.5).bitPattern), .null],
                [.bytes(Array("pear".utf8)), .bytes(Array("Äpfel".utf8)), .bytes(Array("apple".utf8))],
                [.boolean(true), .boolean(false), .boolean(true)],
                [.decimal(1_250), .decimal(-305), .null],
                [.timestamp(seconds: 1, nanoseconds: 5_000_001), .timestamp(seconds: -2, nanoseconds: 0), .null],
                [.bytes([1, 2]), .bytes([]), .null],
                [.integer(-3), .integer(9), .null],
            ])
        let statistics = try file(table, in: folder).statistics()
        #expect(statistics.map(\.valueCount) == [3, 2, 2, 3, 3, 2, 2, 2, 2])
        #expect(statistics.map(\.hasNull) == [false, true, true, false, false, true, true, true, true])
        var integer = IntegerStatistics()
        (integer.minimum, integer.maximum, integer.sum) = (-7, 5, -2)
        #expect(statistics[1].values == .integer(integer))
        var double = DoubleStatistics()
        (double.minimum, double.maximum, double.sum) = (-0.5, 1.5, 1)
        #expect(statistics[2].values == .double(double))
        var string = StringStatistics()
        (string.minimum, string.maximum, string.totalLength) = ("apple", "Äpfel", 15)
        #expect(statistics[3].values == .string(string))
        #expect(statistics[4].values == .boolean(trueCount: 2))
        var decimal = DecimalStatistics()
        (decimal.minimum, decimal.maximum, decimal.sum) = ("-3.05", "12.5", "9.45")
        #expect(statistics[5].values == .decimal(decimal))
        var timestamp = TimestampStatistics()
        (timestamp.minimumUTC, timestamp.maximumUTC, timestamp.minimumNanoseconds, timestamp.maximumNanoseconds) = (-2_000, 1_005, 0, 1)
        #expect(statistics[6].values == .timestamp(timestamp))
        #expect(statistics[7].values == .binary(totalLength: 2))
        var date = DateStatistics()
        (date.minimum, date.maximum) = (-3, 9)
        #expect(statistics[8].values == .date(date))
    }

    @Test func sumsThatOverflowAreLeftOut() throws {
        let folder = try TemporaryFolder()
        let table = TestTable([("i", ORCType(.long))], columns: [[.integer(.max), .integer(.max), .integer(3)]])
        guard case .integer(let integer) = try file(table, in: folder).statistics()[1].values else { throw ORCError(.schema, "no integers") }
        #expect(integer.sum == nil && integer.minimum == 3 && integer.maximum == .max)
    }

    @Test func longStringsGiveBounds() throws {
        let folder = try TemporaryFolder()
        let long = [UInt8](repeating: 0x62, count: 3_000)
        let table = TestTable([("s", ORCType(.string))], columns: [[.bytes(long), .bytes([0xFF, 0xFE])]])
        guard case .string(let string) = try file(table, in: folder).statistics()[1].values else { throw ORCError(.schema, "no strings") }
        #expect(string.minimum == nil && string.maximum == nil)
        #expect(string.lowerBound == String(repeating: "b", count: 1_024))
        #expect(string.upperBound == "\u{10FFFF}")
    }

    /// Each value is found where the predicate asks for it, and row groups without it are skipped.
    @Test(arguments: [true, false]) func rowGroupsAreSkipped(hasFilter: Bool) throws {
        let folder = try TemporaryFolder()
        let values = (0..<8_000).map { ($0 * 7_919) % 100_003 }
        let table = TestTable(
            [("number", ORCType(.long)), ("text", ORCType(.string)), ("nulls", ORCType(.int))],
            columns: [
                values.map { .integer(Int64($0)) }, values.map { .bytes(Array("text \($0)".utf8)) },
                values.indices.map { $0 % 3 == 0 ? .null : .integer(Int64($0)) },
            ])
        var options = ORCWriterOptions()
        options.rowIndexStride = 1_000
        options.bloomFilterColumns = hasFilter ? ["number", "text"] : []
        let file = try file(table, options, in: folder)
        for row in stride(from: 0, to: 8_000, by: 613) {
            let predicates: [ORCPredicate] = [
                .compare("number", .equal, .integer(Int64(values[row]))), .compare("text", .equal, .string("text \(values[row])")),
            ]
            for predicate in predicates {
                let reader = try file.reader(where: predicate)
                var found: [Cell] = []
                while let batch = try reader.next() {
                    for index in 0..<batch.count where batch.children[0].cell(index) == .integer(Int64(values[row])) {
                        found.append(batch.children[2].cell(index))
                    }
                }
                #expect(found == [table.columns[2][row]])
                if hasFilter { #expect(reader.rowsSkipped >= 6_000, "row \(row), \(predicate)") }
            }
        }
    }

    @Test func dictionaryByCardinality() throws {
        let folder = try TemporaryFolder()
        let count = 30_000
        let table = TestTable(
            [("few", ORCType(.string)), ("unique", ORCType(.string)), ("half", ORCType(.string))],
            columns: [7, count, count / 2].map { distinct in (0..<count).map { .bytes(Array("value \($0 % distinct)".utf8)) } })
        #expect(try encodings(table, .init(), folder) == [true, false, false])
        var always = ORCWriterOptions()
        always.dictionaryThreshold = 1
        #expect(try encodings(table, always, folder) == [true, true, true])
        var never = ORCWriterOptions()
        never.dictionaryThreshold = 0
        #expect(try encodings(table, never, folder) == [false, false, false])
    }

    /// Whether each column delivers dictionary codes.
    private func encodings(_ table: TestTable, _ options: ORCWriterOptions, _ folder: TemporaryFolder) throws -> [Bool] {
        let file = try file(table, options, in: folder)
        try expectEqual(try TestTable.read(folder / "table.orc"), table, "dictionaries")
        return try file.reader().next()?.children.map { ($0 as? StringVector)?.dictionary != nil } ?? []
    }

    @Test func footer() throws {
        let folder = try TemporaryFolder()
        let schema = ORCType.row([("time", ORCType(.long, attributes: ["spark.sql.catalyst.type": "timestamp_ntz"]))])
        var options = ORCWriterOptions()
        options.metadata = ["made by": Array("a test".utf8), "empty": []]
        options.rowIndexStride = 2_000
        try ORCWriter(path: folder / "footer.orc", schema: schema, options: options).close()
        let file = try ORCFile(path: folder / "footer.orc")
        #expect(file.schema == schema)
        #expect(file.metadata == options.metadata)
        #expect(file.footer.rowIndexStride == 2_000)
        #expect(file.compression == .zstd && file.rowCount == 0 && file.stripes.isEmpty)
    }
}
