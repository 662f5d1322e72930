import Foundation

/// A text as a field of CSV, quoted when it must be (RFC 4180).
func quotedField(_ text: String) -> String {
    text.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) } ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
}

/// A text as a literal of JSON.
func jsonLiteral(_ text: String) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return String(decoding: try encoder.encode(text), as: UTF8.self)
}
