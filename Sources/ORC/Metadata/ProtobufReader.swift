/// Reads Protocol Buffers wire format: the only place that walks over metadata bytes.
///
/// A field is a varint key, `number << 3 | wireType`, and a value: 0 varint, 1 eight bytes little-endian, 2 a varint
/// length and that many bytes, 5 four bytes little-endian. Every read is checked against the end; nothing is
/// allocated until a caller asks for a string.
///
/// - Invariant: `start <= cursor <= end`, and the memory outlives the reader: it is only handed to closures and
///   initializers that finish before the bytes go away.
struct ProtobufReader {
    /// The key of a field.
    struct Field {
        let number: Int
        let wireType: UInt8
    }

    private let start: UnsafePointer<UInt8>
    private var cursor: UnsafePointer<UInt8>
    private let end: UnsafePointer<UInt8>
    /// What is being read, for messages: "footer", "row index" …
    let context: StaticString

    init(_ bytes: UnsafeBufferPointer<UInt8>, context: StaticString) {
        start = bytes.baseAddress ?? UnsafePointer(Self.empty)
        cursor = start
        end = start + bytes.count
        self.context = context
    }

    /// Stands for "no bytes": `UnsafeBufferPointer.baseAddress` is nil for an empty buffer.
    nonisolated(unsafe) private static let empty = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)

    /// Bytes read so far.
    var position: Int { cursor - start }

    /// Some of the bytes read so far, by position.
    func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start + range.lowerBound, count: range.count) }

    /// Whether all bytes are read.
    var isAtEnd: Bool { cursor == end }

    /// The next field's key, nil at the end of the message.
    mutating func next() throws(ORCError) -> Field? {
        guard cursor < end else { return nil }
        let key = try varint()
        guard key >> 3 > 0, key >> 3 < 1 << 29 else { throw malformed("a field number of 1 or more", "key \(key)") }
        return Field(number: Int(key >> 3), wireType: UInt8(key & 7))
    }

    /// An unsigned varint of at most ten bytes.
    @inline(__always)
    mutating func varint() throws(ORCError) -> UInt64 {
        if cursor < end, cursor[0] < 0x80 {
            cursor += 1
            return UInt64(cursor[-1])
        }
        return try longVarint()
    }

    private mutating func longVarint() throws(ORCError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while cursor < end {
            let byte = cursor[0]
            cursor += 1
            value |= UInt64(byte & 0x7F) &<< shift
            if byte < 0x80 { return value }
            shift += 7
            if shift > 63 { throw malformed("a number of at most ten bytes", "a longer one") }
        }
        throw malformed("a number", "the end of the message")
    }

    /// The length of a nested value, known to lie inside the message.
    private mutating func length(_ field: Field) throws(ORCError) -> Int {
        guard field.wireType == 2 else { throw unexpected(field, wireType: 2) }
        let length = try varint()
        guard length <= UInt64(end - cursor) else { throw malformed("a value of at most \(end - cursor) bytes", "\(length) bytes") }
        return Int(length)
    }
}

// MARK: - Values

extension ProtobufReader {
    /// A `uint32`, `uint64` or `enum` value.
    mutating func unsigned(_ field: Field) throws(ORCError) -> UInt64 {
        guard field.wireType == 0 else { throw unexpected(field, wireType: 0) }
        return try varint()
    }

    /// An unsigned value that must fit in `Int`: a length, an offset or a count.
    mutating func integer(_ field: Field) throws(ORCError) -> Int {
        let value = try unsigned(field)
        guard let integer = Int(exactly: value) else { throw malformed("a number below 2^63", "\(value)") }
        return integer
    }

    /// A `bool` value.
    mutating func boolean(_ field: Field) throws(ORCError) -> Bool { try unsigned(field) != 0 }

    /// A zigzag-encoded `sint32` or `sint64` value.
    mutating func signed(_ field: Field) throws(ORCError) -> Int64 {
        let value = try unsigned(field)
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    /// A plain `int32` value (sign-extended to ten bytes when negative).
    mutating func int32(_ field: Field) throws(ORCError) -> Int32 {
        Int32(truncatingIfNeeded: try unsigned(field))
    }

    /// A `double` value.
    mutating func double(_ field: Field) throws(ORCError) -> Double {
        guard field.wireType == 1 else { throw unexpected(field, wireType: 1) }
        return Double(bitPattern: try fixed64())
    }

    /// Eight little-endian bytes.
    mutating func fixed64() throws(ORCError) -> UInt64 {
        guard end - cursor >= 8 else { throw malformed("eight bytes", "\(end - cursor)") }
        let value = UnsafeRawPointer(cursor).loadUnaligned(as: UInt64.self)
        cursor += 8
        return UInt64(littleEndian: value)
    }

    /// The bytes of a `bytes`, `string` or message value.
    mutating func bytes(_ field: Field) throws(ORCError) -> UnsafeBufferPointer<UInt8> {
        let count = try length(field)
        defer { cursor += count }
        return UnsafeBufferPointer(start: cursor, count: count)
    }

    /// A `string` value; bytes that are not UTF-8 are replaced.
    mutating func string(_ field: Field) throws(ORCError) -> String {
        String(decoding: try bytes(field), as: UTF8.self)
    }

    /// A reader over a nested message.
    mutating func message(_ field: Field) throws(ORCError) -> ProtobufReader {
        ProtobufReader(try bytes(field), context: context)
    }

    /// One or, when packed, several values of a repeated integer field.
    mutating func repeated(_ field: Field, _ body: (UInt64) throws(ORCError) -> Void) throws(ORCError) {
        guard field.wireType == 2 else { return try body(try unsigned(field)) }
        var packed = try message(field)
        while packed.cursor < packed.end { try body(try packed.varint()) }
    }

    /// One or, when packed, several values of a repeated `fixed64` field.
    mutating func repeatedFixed64(_ field: Field, _ body: (UInt64) -> Void) throws(ORCError) {
        if field.wireType == 1 { return body(try fixed64()) }
        var packed = try message(field)
        while packed.cursor < packed.end { body(try packed.fixed64()) }
    }

    /// Passes over a field that this library does not use.
    mutating func skip(_ field: Field) throws(ORCError) {
        switch field.wireType {
        case 0: _ = try varint()
        case 1: _ = try fixed64()
        case 2: cursor += try length(field)
        case 5:
            guard end - cursor >= 4 else { throw malformed("four bytes", "\(end - cursor)") }
            cursor += 4
        default: throw malformed("a wire type of 0, 1, 2 or 5", "\(field.wireType) for field \(field.number)")
        }
    }
}

// MARK: - Errors

extension ProtobufReader {
    private func unexpected(_ field: Field, wireType: Int) -> ORCError {
        malformed("wire type \(wireType) for field \(field.number)", "\(field.wireType)")
    }

    func malformed(_ expected: String, _ found: String) -> ORCError {
        ORCError(.malformed, "\(context): expected \(expected), found \(found)", at: .init(stream: "\(context)", offset: cursor - start))
    }
}
