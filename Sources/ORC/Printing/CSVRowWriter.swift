/// Writes rows as comma-separated values (RFC 4180, but with bare newlines between rows).
///
///     id,name,day,tags
///     7,"a ""b""",2016-02-08,"[""x""]"
///
/// A null is nothing at all, an empty string is `""`. Dates and times stand as they are; lists, maps, structs, unions and binaries
/// are JSON as ``JSONRowWriter`` writes it.
public struct CSVRowWriter {
    private let schema: ORCType
    private var cells: [JSONRowWriter]
    /// The text written so far, UTF-8. The caller empties it.
    public var output: [UInt8] = []

    /// A writer for rows of `schema`, a struct: ``ORCReader/schema``.
    public init(_ schema: ORCType) {
        self.schema = schema
        cells = schema.children.map(JSONRowWriter.init)
    }

    /// Appends the line with the names of the columns.
    public mutating func writeHeader() {
        for (index, name) in schema.fieldNames.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            append(Array(name.utf8), isText: true)
        }
        output.append(UInt8(ascii: "\n"))
    }

    /// Appends a line for each of `rows` of `batch`, which must be of the writer's type.
    public mutating func writeLines(_ rows: Range<Int>, of batch: StructVector) {
        for row in rows { write(row, of: batch) }
    }

    private mutating func write(_ row: Int, of batch: StructVector) {
        for (index, column) in batch.children.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            guard column.isPresent(row) else { continue }
            if let text = column as? StringVector, schema.children[index].kind != .binary {
                append(text.value(row), isText: true)
            } else {
                writeCell(row, of: column, index)
            }
        }
        output.append(UInt8(ascii: "\n"))
    }

    private mutating func writeCell(_ row: Int, of column: ColumnVector, _ index: Int) {
        cells[index].output.removeAll(keepingCapacity: true)
        cells[index].write(row, of: column)
        let json = cells[index].output
        // Dates, times and doubles that JSON does not know are strings there.
        append(json.first == Self.quote ? json.dropFirst().dropLast() : json[...], isText: false)
    }

    private static let quote = UInt8(ascii: "\"")

    private mutating func append(_ bytes: some Collection<UInt8>, isText: Bool) {
        let isQuoted = bytes.contains(where: Self.needsQuotes) || isText && bytes.isEmpty
        guard isQuoted else { return output.append(contentsOf: bytes) }
        output.append(Self.quote)
        for byte in bytes {
            if byte == Self.quote { output.append(byte) }
            output.append(byte)
        }
        output.append(Self.quote)
    }

    private static func needsQuotes(_ byte: UInt8) -> Bool {
        byte == quote || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
}
