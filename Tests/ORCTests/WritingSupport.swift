import Foundation
import ORC

/// A table in memory: what a test writes and expects back.
struct TestTable {
    let schema: ORCType
    /// By column.
    var columns: [[Cell]]

    var rowCount: Int { columns.first?.count ?? 0 }

    /// Every type of the format, a column each, then lists, maps, structs and unions of them.
    static let everyType: [(String, ORCType)] = [
        ("boolean", ORCType(.boolean)), ("byte", ORCType(.byte)), ("short", ORCType(.short)), ("int", ORCType(.int)), ("long", ORCType(.long)),
        ("float", ORCType(.float)), ("double", ORCType(.double)), ("string", ORCType(.string)), ("binary", ORCType(.binary)),
        ("timestamp", ORCType(.timestamp)), ("instant", ORCType(.timestampInstant)), ("date", ORCType(.date)),
        ("small decimal", ORCType(.decimal, precision: 9, scale: 2)), ("large decimal", ORCType(.decimal, precision: 38, scale: 10)),
        ("varchar", ORCType(.varchar, maximumLength: 24)), ("list", ORCType(.list, children: [ORCType(.string)])),
        ("map", ORCType(.map, children: [ORCType(.int), ORCType(.double)])),
        ("struct", ORCType(.struct, fieldNames: ["a", "b"], children: [ORCType(.long), ORCType(.list, children: [ORCType(.int)])])),
    ]
    static let union = ("union", ORCType(.union, children: [ORCType(.int), ORCType(.string)]))

    /// Of ten values in a column, none, three, nine or all are null, in turn.
    init(_ fields: [(String, ORCType)], rows: Int, _ generator: inout CellGenerator, nulls: [Int] = [0, 3, 9, 1]) {
        schema = .row(fields)
        columns = schema.children.enumerated().map { index, type in generator.column(type, count: rows, nulls: nulls[index % nulls.count]) }
    }

    init(_ fields: [(String, ORCType)], columns: [[Cell]]) {
        schema = .row(fields)
        self.columns = columns
    }

    /// Writes the rows in batches of `batchSize`.
    func write(to path: String, options: ORCWriterOptions = .init(), batchSize: Int = 700) throws {
        let writer = try ORCWriter(path: path, schema: schema, options: options)
        for first in stride(from: 0, to: rowCount, by: batchSize) {
            try writer.write(batch(first..<min(first + batchSize, rowCount)))
        }
        try writer.close()
    }

    func batch(_ rows: Range<Int>) -> StructVector {
        let batch = StructVector(schema.children.map(ColumnVector.make))
        batch.reserve(rows.count)
        batch.count = rows.count
        for (index, child) in batch.children.enumerated() { child.fill(Array(columns[index][rows]), schema.children[index]) }
        return batch
    }

    /// The columns of a file.
    static func read(_ path: String, batchSize: Int = 1_000) throws -> [[Cell]] {
        let file = try ORCFile(path: path)
        let reader = try file.reader(batchSize: batchSize)
        var columns = [[Cell]](repeating: [], count: reader.schema.children.count)
        while let batch = try reader.next() {
            for (index, child) in batch.children.enumerated() {
                for row in 0..<batch.count { columns[index].append(child.cell(row)) }
            }
        }
        return columns
    }

    /// One row per line, in the form of ``Cell/json``.
    var jsonLines: String { (0..<rowCount).map { row in "[" + columns.map { $0[row].json }.joined(separator: ",") + "]\n" }.joined() }
}
