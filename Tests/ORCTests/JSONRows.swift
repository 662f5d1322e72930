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

    private static func tokens(_ line: String) -> [Substring] {
        var tokens: [Substring] = []
        var rest = line[...]
        while let first = rest.first {
            let length = first == "\"" ? quotedLength(rest) : max(1, rest.prefix { !" ,:[]{}\"".contains($0) }.count)
            if first != " " { tokens.append(rest.prefix(length)) }
            rest = rest.dropFirst(length)
        }
        return tokens
    }

    private static func quotedLength(_ text: Substring) -> Int {
        var length = 1
        var isEscaped = false
        for character in text.dropFirst() {
            length += 1
            if character == "\"" && !isEscaped { break }
            isEscaped = character == "\\" && !isEscaped
        }
        return length
    }
}

/// Expects as many rows, each saying the same, and shows the first that does not.
func expectRows(_ rows: [String], equal expected: [String], _ location: SourceLocation = #_sourceLocation) throws {
    #expect(rows.count == expected.count, sourceLocation: location)
    guard let index = zip(rows, expected).enumerated().first(where: { !JSONRows.areEqual($1.0, $1.1) })?.offset else { return }
    Issue.record("row \(index) is \(rows[index]), expected \(expected[index])", sourceLocation: location)
}
