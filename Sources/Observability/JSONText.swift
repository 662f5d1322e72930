/// Appends a JSON string literal (RFC 8259, section 7) for `text`, quotes included, to `line`.
///
/// Quote, backslash and the control characters below U+0020 are escaped; all else is UTF-8.
func appendJSONString(_ text: String, to line: inout [UInt8]) {
    var text = text
    line.append(UInt8(ascii: "\""))
    text.withUTF8 { bytes in
        var start = 0
        for index in 0..<bytes.count where needsEscape(bytes[index]) {
            line.append(contentsOf: bytes[start..<index])
            appendEscape(bytes[index], to: &line)
            start = index + 1
        }
        line.append(contentsOf: bytes[start...])
    }
    line.append(UInt8(ascii: "\""))
}

@inline(__always)
private func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
}

private func appendEscape(_ byte: UInt8, to line: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""): line.append(contentsOf: #"\""#.utf8)
    case UInt8(ascii: "\\"): line.append(contentsOf: #"\\"#.utf8)
    case 0x08: line.append(contentsOf: #"\b"#.utf8)
    case 0x09: line.append(contentsOf: #"\t"#.utf8)
    case 0x0A: line.append(contentsOf: #"\n"#.utf8)
    case 0x0C: line.append(contentsOf: #"\f"#.utf8)
    case 0x0D: line.append(contentsOf: #"\r"#.utf8)
    default: line.append(contentsOf: ((byte < 0x10 ? #"\u000"# : #"\u00"#) + String(byte, radix: 16)).utf8)
    }
}
