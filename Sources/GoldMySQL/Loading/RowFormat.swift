/// How rows are written for the server: as lines for `LOAD DATA`, or as the values of an `INSERT`.
enum RowFormat: Sendable {
    case lines
    case values

    /// What comes before a row's first cell, between two, and after the last.
    var opening: [UInt8] { self == .lines ? [] : Array("(".utf8) }
    var separator: UInt8 { self == .lines ? UInt8(ascii: "\t") : UInt8(ascii: ",") }
    var closing: UInt8 { self == .lines ? UInt8(ascii: "\n") : UInt8(ascii: ")") }
    var null: [UInt8] { Array((self == .lines ? "\\N" : "NULL").utf8) }
    /// What encloses a text, a date or a time.
    var quote: [UInt8] { self == .lines ? [] : Array("'".utf8) }

    /// Appends `text` so that the server reads exactly its bytes.
    @inline(__always)
    func append(_ text: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
        for byte in text {
            guard needsEscape(byte) else {
                bytes.append(byte)
                continue
            }
            bytes.append(UInt8(ascii: "\\"))
            switch byte {
            case 0: bytes.append(UInt8(ascii: "0"))
            case UInt8(ascii: "\t"): bytes.append(UInt8(ascii: "t"))
            case UInt8(ascii: "\n"): bytes.append(UInt8(ascii: "n"))
            default: bytes.append(byte)
            }
        }
    }

    @inline(__always)
    private func needsEscape(_ byte: UInt8) -> Bool {
        switch byte {
        case 0, UInt8(ascii: "\\"): true
        case UInt8(ascii: "\t"), UInt8(ascii: "\n"): self == .lines
        case UInt8(ascii: "'"): self == .values
        default: false
        }
    }
}
