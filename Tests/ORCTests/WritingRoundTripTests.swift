import Foundation
import ORC
import TestSupport
import Testing

/// What the writer writes, the reader reads.
@Suite struct WritingRoundTripTests {
    private static let seeds: [UInt64] = [1, 2, 3]
    private static let compressions: [ORCWriterOptions.Compression] = [.none, .zlib(level: 1), .snappy, .zstd(level: 1)]

    @Test(arguments: seeds, compressions) func everyType(seed: UInt64, compression: ORCWriterOptions.Compression) throws {
        let folder = try TemporaryFolder()
        var generator = CellGenerator(seed: seed)
        let table = TestTable(TestTable.everyType + [TestTable.union], rows: 2_500, &generator)
        var options = ORCWriterOptions()
        options.compression = compression
        options.compressionBlockSize = 4_096
        options.rowIndexStride = 1_000
        try table.write(to: folder / "all.orc", options: options)
        try expectEqual(try TestTable.read(folder / "all.orc"), table, "seed \(seed)")
    }

    @Test(arguments: [0, 1, 2, 7, 8, 9, 511, 512, 513, 1_023, 1_024, 1_025]) func rowCounts(rows: Int) throws {
        let folder = try TemporaryFolder()
        var generator = CellGenerator(seed: UInt64(rows + 1))
        let table = TestTable(TestTable.everyType + [TestTable.union], rows: rows, &generator)
        try table.write(to: folder / "rows.orc")
        try expectEqual(try TestTable.read(folder / "rows.orc"), table, "\(rows) rows")
        #expect(try ORCFile(path: folder / "rows.orc").rowCount == rows)
    }

    @Test func allNulls() throws {
        let folder = try TemporaryFolder()
        let fields = TestTable.everyType + [TestTable.union]
        let table = TestTable(fields, columns: fields.map { _ in [Cell](repeating: .null, count: 1_500) })
        try table.write(to: folder / "nulls.orc")
        try expectEqual(try TestTable.read(folder / "nulls.orc"), table, "all null")
    }

    @Test func nullAtEveryPosition() throws {
        let folder = try TemporaryFolder()
        let columns = (0..<20).map { place in (0..<20).map { $0 == place ? Cell.null : .integer(Int64($0)) } }
        let table = TestTable(columns.indices.map { ("c\($0)", ORCType(.int)) }, columns: columns)
        try table.write(to: folder / "places.orc")
        try expectEqual(try TestTable.read(folder / "places.orc"), table, "nulls")
    }

    @Test func manyStripes() throws {
        let folder = try TemporaryFolder()
        var generator = CellGenerator(seed: 11)
        let table = TestTable(TestTable.everyType, rows: 12_000, &generator)
        var options = ORCWriterOptions()
        options.stripeSize = 200_000
        try table.write(to: folder / "stripes.orc", options: options)
        let file = try ORCFile(path: folder / "stripes.orc")
        #expect(file.stripes.count > 3)
        #expect(file.stripes.reduce(0) { $0 + $1.rowCount } == 12_000)
        try expectEqual(try TestTable.read(folder / "stripes.orc"), table, "stripes")
    }

    @Test func chosenRowsInTheirOrder() throws {
        let folder = try TemporaryFolder()
        var generator = CellGenerator(seed: 5)
        let table = TestTable(TestTable.everyType + [TestTable.union], rows: 600, &generator)
        let rows = (0..<900).map { _ in Int32(generator.below(600)) }
        let writer = try ORCWriter(path: folder / "chosen.orc", schema: table.schema)
        try rows.withUnsafeBufferPointer { try writer.write(table.batch(0..<600), rows: $0) }
        try writer.close()
        let expected = TestTable(TestTable.everyType + [TestTable.union], columns: table.columns.map { column in rows.map { column[Int($0)] } })
        try expectEqual(try TestTable.read(folder / "chosen.orc"), expected, "rows")
    }

    @Test func dictionaryVectors() throws {
        let folder = try TemporaryFolder()
        let schema = ORCType.row([("label", ORCType(.string))])
        let vector = StringVector()
        let batch = StructVector([vector])
        let writer = try ORCWriter(path: folder / "codes.orc", schema: schema)
        var expected: [Cell] = []
        for round in 0..<4 {
            // A dictionary of its own each second batch, in another order.
            if round % 2 == 0 {
                let dictionary = StringDictionary()
                for label in 0..<30 { withBytes("label \((label * 7 + round) % 30)") { _ = dictionary.append($0) } }
                vector.dictionary = dictionary
            }
            batch.reserve(500)
            (batch.count, vector.count, vector.hasNulls) = (500, 500, true)
            for row in 0..<500 {
                vector.present[row] = row % 6 == round ? 0 : 1
                vector.codes[row] = Int32((row * row + round) % 30)
                expected.append(vector.cell(row))
            }
            try writer.write(batch)
        }
        try writer.close()
        #expect(try TestTable.read(folder / "codes.orc") == [expected])
    }

    @Test(arguments: ["UTC", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"]) func wallClocksOfZones(zone: String) throws {
        let folder = try TemporaryFolder()
        // Noon of every fifth day from 1968 to 2037, and midnight: no zone here changes its clocks then.
        let times = (-146...4_900).flatMap { day in
            [Cell.timestamp(seconds: Int64(day) * 432_000, nanoseconds: 0), .timestamp(seconds: Int64(day) * 432_000 + 43_200, nanoseconds: 5_000)]
        }
        let table = TestTable([("time", ORCType(.timestamp)), ("instant", ORCType(.timestampInstant))], columns: [times, times])
        var options = ORCWriterOptions()
        options.timeZone = zone
        try table.write(to: folder / "zone.orc", options: options)
        try expectEqual(try TestTable.read(folder / "zone.orc"), table, zone)
    }

    @Test func thousandsOfColumns() throws {
        let folder = try TemporaryFolder()
        let fields = (0..<3_000).map { ("c\($0)", ORCType($0 % 2 == 0 ? .int : .string)) }
        let columns = fields.indices.map { index in
            (0..<3).map { index % 2 == 0 ? Cell.integer(Int64(index * $0)) : .bytes(Array("\(index) \($0)".utf8)) }
        }
        let table = TestTable(fields, columns: columns)
        try table.write(to: folder / "wide.orc")
        try expectEqual(try TestTable.read(folder / "wide.orc"), table, "wide")
    }
}

/// Compares column by column and names the first row that differs.
func expectEqual(_ found: [[Cell]], _ table: TestTable, _ what: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    try #require(found.count == table.columns.count, sourceLocation: sourceLocation)
    for (index, expected) in table.columns.enumerated() where found[index] != expected {
        let name = table.schema.fieldNames[index]
        guard found[index].count == expected.count, let row = expected.indices.first(where: { found[index][$0] != expected[$0] }) else {
            Issue.record("\(what): column \(name) has \(found[index].count) rows, expected \(expected.count)", sourceLocation: sourceLocation)
            continue
        }
        Issue.record("\(what): column \(name), row \(row): \(found[index][row]), expected \(expected[row])", sourceLocation: sourceLocation)
    }
}

func withBytes(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    var text = text
    text.withUTF8(body)
}
