import Testing

@testable import ORC

/// Rows of files as JSON, and their comparison.
enum JSONRows {
    static func read(_ path: String, columns: [String]? = nil, batchSize: Int = 4096) throws -> [String] {
        try read(try ORCFile(path: path), columns: columns, batchSize: batchSize)
    }

    static func read(_ file: ORCFile, columns: [String]? = nil, where predicate: ORCPredicate? = nil, batchSize: Int = 4096) throws -> [String] {
        let reader = try file.reader(columns: columns, where: predicate, batchSize: batchSize)
        let isRow = file.schema.kind == .struct
        var rows: [String] = []
        while let batch = try reader.next() {
            var writer = JSONRowWriter(isRow ? reader.schema : file.schema)
            for row in 0..<batch.count {
                writer.write(row, of: isRow ? batch : batch.children[0])
                rows.append(String(decoding: writer.output, as: UTF8.self))
                writer.output.removeAll(keepingCapacity: true)
            }
        }
        return rows
    }

    /// Whether two lines say the same: equal but for the digits of numbers, which agree to a part in a million.
    static func areEqual(_ left: String, _ right: String) -> Bool {
        if left == right { return true }
        let (left, right) = (tokens(left), tokens(right))
        return left.count == right.count
            && zip(left, right).allSatisfy { first, second in
                if first == second { return true }
                guard first.contains(".") || second.contains("."), let x = Double(first), let y = Double(second) else { return false }
                return abs(x - y) <= 1e-6 * max(abs(x), abs(y))
            }
    }

    private static func tokens(_ line: String) -> [String] {
        let bytes = Array(line.utf8)
        var tokens: [String] = []
        var index = 0
        while index < bytes.count {
            let start = index
            index = bytes[start] == UInt8(ascii: "\"") ? quotedEnd(bytes, start) : plainEnd(bytes, start)
            if bytes[start] != UInt8(ascii: " ") { tokens.append(String(decoding: bytes[start..<index], as: UTF8.self)) }
        }
        return tokens
    }

    private static let separators = Set(" ,:[]{}\"".utf8)

    private static func plainEnd(_ bytes: [UInt8], _ start: Int) -> Int {
        var end = start
        while end < bytes.count, !separators.contains(bytes[end]) { end += 1 }
        return max(end, start + 1)
    }

    private static func quotedEnd(_ bytes: [UInt8], _ start: Int) -> Int {
        var end = start + 1
        while end < bytes.count, bytes[end] != UInt8(ascii: "\"") { end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1 }
        return min(end + 1, bytes.count)
    }
}

/// Expects as many rows, each saying the same, and shows the first that does not.
func expectRows(_ rows: [String], equal expected: [String], _ location: SourceLocation = #_sourceLocation) throws {
    #expect(rows.count == expected.count, sourceLocation: location)
    guard let index = zip(rows, expected).enumerated().first(where: { !JSONRows.areEqual($1.0, $1.1) })?.offset else { return }
    Issue.record("row \(index) is \(rows[index]), expected \(expected[index])", sourceLocation: location)
}
