/// Writes Protocol Buffers wire format: the counterpart of ``ProtobufReader``.
struct ProtobufWriter {
    private(set) var bytes: [UInt8] = []

    /// An unsigned varint field.
    mutating func unsigned(_ number: Int, _ value: UInt64) {
        varint(UInt64(number) << 3)
        varint(value)
    }

    /// A count, length or enumeration value: not negative.
    mutating func integer(_ number: Int, _ value: Int) { unsigned(number, UInt64(value)) }

    mutating func boolean(_ number: Int, _ value: Bool) { unsigned(number, value ? 1 : 0) }

    /// A zigzag varint field (`sint32`, `sint64`).
    mutating func signed(_ number: Int, _ value: Int64) { unsigned(number, value.zigzag) }

    /// An eight-byte IEEE 754 field.
    mutating func double(_ number: Int, _ value: Double) {
        varint(UInt64(number) << 3 | 1)
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func string(_ number: Int, _ value: String) { field(number, of: value.utf8.count, value.utf8) }

    mutating func data(_ number: Int, _ value: [UInt8]) { field(number, of: value.count, value) }

    /// A packed repeated field of unsigned varints; nothing when it is empty.
    mutating func packed(_ number: Int, _ values: some Sequence<UInt64>) {
        var inner = ProtobufWriter()
        for value in values { inner.varint(value) }
        if !inner.bytes.isEmpty { data(number, inner.bytes) }
    }

    /// An embedded message, which `encode` fills.
    mutating func message(_ number: Int, _ encode: (inout ProtobufWriter) -> Void) {
        var inner = ProtobufWriter()
        encode(&inner)
        data(number, inner.bytes)
    }

    private mutating func field(_ number: Int, of count: Int, _ content: some Sequence<UInt8>) {
        varint(UInt64(number) << 3 | 2)
        varint(UInt64(count))
        bytes.append(contentsOf: content)
    }

    private mutating func varint(_ value: UInt64) {
        var rest = value
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
