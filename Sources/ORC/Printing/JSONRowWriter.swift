/// Writes rows as JSON, in the form of the Apache ORC project's own tools:
///
///     {"id": 7, "name": "a", "amount": 1.50, "day": "2016-02-08", "seen": "2016-02-08 05:46:00.0", "raw": [1, 2],
///      "tags": ["x"], "map": [{"key": "k", "value": 1}], "either": {"tag": 0, "value": 1}}
///
/// Floats and doubles are written with as few digits as identify them; those that JSON does not know become strings. A null is `null`.
public struct JSONRowWriter {
    private let type: ORCType
    /// The text written so far, UTF-8. The caller empties it.
    public var output: [UInt8] = []

    /// A writer for rows of `type`: usually ``ORCReader/schema``.
    public init(_ type: ORCType) { self.type = type }

    /// Appends row `row` of `vector`, which must be of the writer's type, without a line end.
    public mutating func write(_ row: Int, of vector: ColumnVector) { write(row, of: vector, type) }

    /// Appends rows of `vector`, each with a line end.
    public mutating func writeLines(_ rows: Range<Int>, of vector: ColumnVector) {
        for row in rows {
            write(row, of: vector, type)
            output.append(UInt8(ascii: "\n"))
        }
    }

    private mutating func write(_ row: Int, of vector: ColumnVector, _ type: ORCType) {
        guard vector.isPresent(row) else { return append("null") }
        switch vector {
        case let vector as BooleanVector: append(vector.values[row] != 0 ? "true" : "false")
        case let vector as IntegerVector: write(vector.values[row], type)
        case let vector as DoubleVector: write(vector.values[row], type)
        case let vector as DecimalVector: append(vector.text(row))
        case let vector as TimestampVector: quote(CivilTime.text(vector.seconds[row], nanoseconds: vector.nanoseconds[row]))
        case let vector as StringVector: write(vector.value(row), type)
        case let vector as StructVector: write(row, of: vector, type)
        case let vector as ListVector: write(row, of: vector, type)
        case let vector as MapVector: write(row, of: vector, type)
        case let vector as UnionVector: write(row, of: vector, type)
        default: append("null")
        }
    }
}

// MARK: - Flat values

extension JSONRowWriter {
    private mutating func append(_ text: String) { output.append(contentsOf: text.utf8) }

    private mutating func quote(_ text: String) { append("\"" + text + "\"") }

    private mutating func write(_ value: Int64, _ type: ORCType) {
        if type.kind == .date { quote(CivilTime.dateText(value)) } else { append(String(value)) }
    }

    private mutating func write(_ value: Double, _ type: ORCType) {
        guard value.isFinite else { return quote("\(value)") }
        let text = type.kind == .float ? "\(Float(value))" : "\(value)"
        append(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
    }

    private mutating func write(_ bytes: UnsafeBufferPointer<UInt8>, _ type: ORCType) {
        if type.kind == .binary {
            return list(0..<bytes.count) { writer, index in writer.append(String(bytes[index])) }
        }
        output.append(UInt8(ascii: "\""))
        var start = 0
        for index in 0..<bytes.count where Self.isEscaped(bytes[index]) {
            output.append(contentsOf: bytes[start..<index])
            writeEscaped(bytes[index])
            start = index + 1
        }
        output.append(contentsOf: bytes[start...])
        output.append(UInt8(ascii: "\""))
    }

    private static func isEscaped(_ byte: UInt8) -> Bool { byte < 32 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") }

    private mutating func writeEscaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): append("\\\"")
        case UInt8(ascii: "\\"): append("\\\\")
        case 8: append("\\b")
        case 9: append("\\t")
        case 10: append("\\n")
        case 12: append("\\f")
        case 13: append("\\r")
        case 0..<32: append("\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16))
        default: output.append(byte)
        }
    }
}

// MARK: - Nested values

extension JSONRowWriter {
    private mutating func list(_ range: Range<Int>, _ element: (inout JSONRowWriter, Int) -> Void) {
        append("[")
        for index in range {
            if index > range.lowerBound { append(", ") }
            element(&self, index)
        }
        append("]")
    }

    private mutating func write(_ row: Int, of vector: StructVector, _ type: ORCType) {
        append("{")
        for (index, child) in vector.children.enumerated() {
            append(index > 0 ? ", \"" : "\"")
            for byte in type.fieldNames[index].utf8 { writeEscaped(byte) }
            append("\": ")
            write(row, of: child, type.children[index])
        }
        append("}")
    }

    private mutating func write(_ row: Int, of vector: ListVector, _ type: ORCType) {
        list(Int(vector.offsets[row])..<Int(vector.offsets[row + 1])) { $0.write($1, of: vector.elements, type.children[0]) }
    }

    private mutating func write(_ row: Int, of vector: MapVector, _ type: ORCType) {
        list(Int(vector.offsets[row])..<Int(vector.offsets[row + 1])) { writer, index in
            writer.append("{\"key\": ")
            writer.write(index, of: vector.keys, type.children[0])
            writer.append(", \"value\": ")
            writer.write(index, of: vector.values, type.children[1])
            writer.append("}")
        }
    }

    private mutating func write(_ row: Int, of vector: UnionVector, _ type: ORCType) {
        let tag = Int(vector.tags[row])
        append("{\"tag\": \(tag), \"value\": ")
        write(Int(vector.offsets[row]), of: vector.children[tag], type.children[tag])
        append("}")
    }
}
