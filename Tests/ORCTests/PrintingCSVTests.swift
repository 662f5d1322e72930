import TestSupport
import Testing

@testable import ORC

/// Rows as comma-separated values.
@Suite struct PrintingCSVTests {
    private func csv(_ fields: [(String, ORCType)], _ columns: [[Cell]]) throws -> String {
        let folder = try TemporaryFolder()
        try TestTable(fields, columns: columns).write(to: folder / "t.orc")
        let reader = try ORCFile(path: folder / "t.orc").reader()
        var writer = CSVRowWriter(reader.schema)
        writer.writeHeader()
        while let batch = try reader.next() { writer.writeLines(0..<batch.count, of: batch) }
        return String(decoding: writer.output, as: UTF8.self)
    }

    @Test func nullsAndEmptyStringsDiffer() throws {
        let cells: [Cell] = ["", "a,b", "say \"a\"", "two\nlines", "plain ä"].map { .bytes(Array($0.utf8)) } + [.null]
        let text = try csv([("s", ORCType(.string)), ("n,n", ORCType(.int))], [cells, (0..<6).map { .integer($0) }])
        #expect(text == "s,\"n,n\"\n\"\",0\n\"a,b\",1\n\"say \"\"a\"\"\",2\n\"two\nlines\",3\nplain ä,4\n,5\n")
    }

    @Test func datesTimesAndNumbersStandAsTheyAre() throws {
        let text = try csv(
            [
                ("d", ORCType(.date)), ("t", ORCType(.timestamp)), ("x", ORCType(.double)), ("m", ORCType(.decimal, precision: 9, scale: 2)),
                ("b", ORCType(.boolean)), ("l", ORCType(.list, children: [ORCType(.string)])),
            ],
            [
                [.integer(0)], [.timestamp(seconds: 1, nanoseconds: 500_000_000)], [.double(Double.infinity.bitPattern)], [.decimal(-5)],
                [.boolean(true)], [.several([.bytes([0x78]), .null])],
            ])
        #expect(text.split(separator: "\n").last == #"1970-01-01,1970-01-01 00:00:01.5,inf,-0.05,true,"[""x"", null]""#)
    }

    @Test func typesAreNamedAsInHive() throws {
        let schema = try ORCFile(path: ReadingFixtureTests.path("types-zlib")).schema
        #expect(schema.description.hasPrefix("struct<"))
        #expect(schema.description.contains("deep:array<struct<x:array<double>>>"))
        #expect(ORCType(.timestampInstant).description == "timestamp with local time zone")
        #expect(ORCType(.decimal, precision: 9, scale: 2).description == "decimal(9,2)")
        #expect(ORCType(.varchar, maximumLength: 7).description == "varchar(7)")
    }
}
