import Foundation
import ORC
import Silver

/// What text in a CSV file stands for: HTML entities decoded, no-break spaces made blanks, blanks at both ends taken off.
enum TextCleaning {
    /// Whether `clean` would change more than the ends of the text.
    @inline(__always)
    static func isNeeded(_ text: UnsafeBufferPointer<UInt8>, ampersands: Bool, noBreakSpaces: Bool) -> Bool {
        guard let base = text.baseAddress else { return false }
        return (ampersands && memchr(base, 38, text.count) != nil) || (noBreakSpaces && memchr(base, 0xC2, text.count) != nil)
    }

    /// Whether a byte is not ASCII.
    static func hasHighByte(_ text: UnsafeBufferPointer<UInt8>) -> Bool { text.reduce(0, |) >= 0x80 }

    /// Whether there is a no-break space (U+00A0) in UTF-8 somewhere in `text`.
    static func hasNoBreakSpace(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var rest = text
        while let base = rest.baseAddress, let found = memchr(base, 0xC2, rest.count) {
            let index = UnsafeRawPointer(found) - UnsafeRawPointer(base)
            rest = UnsafeBufferPointer(rebasing: rest[(index + 1)...])
            if rest.first == 0xA0 { return true }
        }
        return false
    }

    /// Writes the cleaned text to `target` and returns it, which is valid until `target` is filled again. A lone `&` stays as it is.
    static func clean(_ text: UnsafeBufferPointer<UInt8>, into target: inout Buffer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        // No entity is shorter than what it names.
        target.reserve(text.count)
        var index = 0, start = 0, end = 0
        while index < text.count {
            let byte = text[index]
            if byte == 38, let (scalar, length) = entity(text[index...]) {
                end = append(scalar, to: target.pointer, at: end)
                index += length
            } else if byte == 0xC2, index + 1 < text.count, text[index + 1] == 0xA0 {
                target[end] = 32
                end += 1
                index += 2
            } else {
                target[end] = byte
                end += 1
                index += 1
            }
        }
        while start < end, isBlank(target[end - 1]) { end -= 1 }
        while start < end, isBlank(target[start]) { start += 1 }
        return UnsafeBufferPointer(start: target.pointer + start, count: end - start)
    }

    /// A blank, a tab, or another control character at the end of a field, such as the return of a Windows line end.
    @inline(__always)
    static func isBlank(_ byte: UInt8) -> Bool { byte <= 32 }

    /// Writes a character at an offset, and returns the offset behind it.
    private static func append(_ scalar: Unicode.Scalar, to target: UnsafeMutablePointer<UInt8>, at offset: Int) -> Int {
        var end = offset
        for byte in UTF8.encode(scalar == "\u{A0}" ? " " : scalar) ?? .init() {
            target[end] = byte
            end += 1
        }
        return end
    }

    private static let named: [String: Unicode.Scalar] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}"]

    /// The character that an entity at the beginning of `text` names, and the entity's length.
    private static func entity(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> (Unicode.Scalar, Int)? {
        guard let end = text.prefix(10).firstIndex(of: 59) else { return nil }
        let name = String(decoding: text[text.startIndex + 1..<end], as: UTF8.self)
        let length = end - text.startIndex + 1
        if let scalar = named[name] { return (scalar, length) }
        guard name.hasPrefix("#") else { return nil }
        let isHexadecimal = name.hasPrefix("#x") || name.hasPrefix("#X")
        let value = isHexadecimal ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst(1))
        return value.flatMap(Unicode.Scalar.init).map { ($0, length) }
    }
}
