import Accidents
import Silver

/// The spellings of booleans: True, TRUE, true and 1, and their opposites.
enum BooleanText {
    /// Nil for anything else, and for no text.
    @inline(__always)
    static func parse(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
        switch text.count {
        case 5: word(text) == 0x736C_6166 && text[4] | 0x20 == 101 ? false : nil
        case 4: word(text) == 0x6575_7274 ? true : nil
        case 1: text[0] == 49 ? true : text[0] == 48 ? false : nil
        default: nil
        }
    }

    /// The first four letters in lower case, the first of them lowest.
    @inline(__always)
    private static func word(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
        UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped).loadUnaligned(as: UInt32.self) | 0x2020_2020
    }
}

/// The values of the four columns that tell day from night.
enum DayNight {
    @inline(__always)
    static func isValid(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        switch text.count {
        case 3: text[0] == 68 && text[1] == 97 && text[2] == 121
        case 5: text.elementsEqual("Night".utf8)
        default: false
        }
    }
}

extension AccidentColumn {
    /// Whether the column holds Day or Night.
    var isDaylight: Bool {
        switch self {
        case .sunriseSunset, .civilTwilight, .nauticalTwilight, .astronomicalTwilight: true
        default: false
        }
    }
}

/// Names of the feeds: the edition of December 2020 has other ones than those after it.
enum SourceNames {
    private static let names: [(old: StaticString, current: StaticString)] = [
        ("MapQuest", "Source2"), ("Bing", "Source1"), ("MapQuest-Bing", "Source3"),
    ]

    /// The present name of a feed.
    static func current(_ name: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        guard let first = name.first, first == 77 || first == 66 else { return name }
        for (old, current) in names where name.elementsEqual(UnsafeBufferPointer(start: old.utf8Start, count: old.utf8CodeUnitCount)) {
            return UnsafeBufferPointer(start: current.utf8Start, count: current.utf8CodeUnitCount)
        }
        return name
    }
}
