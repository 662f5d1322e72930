import Foundation
import Silver

/// Reads decimal numbers from text, exactly as `strtod` would.
enum DecimalParser {
    /// Powers of ten that a double holds exactly.
    private static let exactPowers: [Double] = (0...22).map { pow(10, Double($0)) }

    /// The number that all `count` bytes spell: an optional sign, digits with an optional point, an optional exponent. Nil for
    /// anything else, for infinity and for what is no number.
    ///
    /// Up to 2⁵³ in digits and 22 in powers of ten, digits and power are both exact doubles, so that one operation
    /// gives the correctly rounded result; the rest is left to `strtod`.
    static func parse(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Double? {
        var index = 0
        let isNegative = count > 0 && bytes[0] == 45
        if isNegative || (count > 0 && bytes[0] == 43) { index = 1 }
        var digits: UInt64 = 0, digitCount = 0, decimals = 0
        while index < count, bytes[index] &- 48 < 10 {
            digits = digits &* 10 &+ UInt64(bytes[index] &- 48)
            digitCount += 1
            index += 1
        }
        if index < count, bytes[index] == 46 {
            index += 1
            let first = index
            while index < count, bytes[index] &- 48 < 10 {
                digits = digits &* 10 &+ UInt64(bytes[index] &- 48)
                index += 1
            }
            decimals = index - first
            digitCount += decimals
        }
        guard digitCount > 0 else { return nil }
        if index == count, digitCount <= 19, digits <= 1 << 53, decimals <= 22 {
            let value = exactPowers.withUnsafeBufferPointer { Double(digits) / $0[decimals] }
            return isNegative ? -value : value
        }
        guard index == count || isExponent(bytes + index, count - index) else { return nil }
        return slow(bytes, count)
    }

    private static func isExponent(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard count >= 2, bytes[0] | 0x20 == 101 else { return false }
        let first = bytes[1] == 43 || bytes[1] == 45 ? 2 : 1
        return first < count && (first..<count).allSatisfy { bytes[$0] &- 48 < 10 }
    }

    @inline(never)
    private static func slow(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Double? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: count + 1) { text in
            for index in 0..<count { text[index] = CChar(bitPattern: bytes[index]) }
            text[count] = 0
            guard let base = text.baseAddress else { return nil }
            let value = strtod(base, nil)
            return value.isFinite ? value : nil
        }
    }
}
