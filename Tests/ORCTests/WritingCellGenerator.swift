import ORC

/// Draws values of any type from a seed, extremes among them.
struct CellGenerator {
    private var state: UInt64
    /// Values that every reader holds: timestamps of whole microseconds between 1700 and 2200, no dates before 1900.
    let isPortable: Bool

    init(seed: UInt64, isPortable: Bool = false) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        self.isPortable = isPortable
    }

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_F491_4F6C_DD1D
    }

    mutating func below(_ limit: Int) -> Int { Int(truncatingIfNeeded: next() >> 33) % limit }

    /// A column of `count` cells; of ten, `nulls` are null.
    mutating func column(_ type: ORCType, count: Int, nulls: Int) -> [Cell] {
        let style = below(4)
        var cells: [Cell] = []
        while cells.count < count {
            if below(10) < nulls {
                cells.append(.null)
            } else {
                // Single values, or runs of one value.
                let cell = value(type, style: style)
                cells.append(contentsOf: repeatElement(cell, count: min(style == 1 ? 1 + below(40) : 1, count - cells.count)))
            }
        }
        return cells
    }

    mutating func value(_ type: ORCType, style: Int) -> Cell {
        switch type.kind {
        case .boolean: .boolean(below(style + 2) == 0)
        case .byte: integer(Int64(Int8.min)...Int64(Int8.max), style)
        case .short: integer(Int64(Int16.min)...Int64(Int16.max), style)
        case .int: integer(Int64(Int32.min)...Int64(Int32.max), style)
        case .long: integer(.min ... .max, style)
        case .date: integer(isPortable ? -25_567...90_000 : -719_162...2_932_896, style)
        case .float: .double(Double(Float(double(style))).bitPattern)
        case .double: .double(double(style).bitPattern)
        case .string, .binary: .bytes(text(style, longest: 60))
        case .varchar, .char: .bytes(text(style, longest: type.maximumLength))
        case .decimal: decimal(type, style)
        case .timestamp, .timestampInstant: timestamp(style)
        case .list, .map, .struct, .union: compound(type, style)
        }
    }

    private mutating func integer(_ range: ClosedRange<Int64>, _ style: Int) -> Cell {
        switch below(style == 2 ? 40 : 5) {
        case 0: return .integer([range.lowerBound, range.upperBound, 0, 1][below(4)])
        case 1: return .integer(Int64(truncatingIfNeeded: next()) >> Int64(below(64)) & range.upperBound)
        default: return .integer(max(range.lowerBound, Int64(below(100)) - (style == 3 ? 50 : 0)))
        }
    }

    private mutating func double(_ style: Int) -> Double {
        switch below(8) {
        case 0: [0.0, -0.0, .infinity, -.infinity, .greatestFiniteMagnitude, .leastNonzeroMagnitude][below(6)]
        case 1: Double(bitPattern: next() & 0x7FEF_FFFF_FFFF_FFFF)
        default: Double(below(100_000)) / 16
        }
    }

    private mutating func text(_ style: Int, longest: Int) -> [UInt8] {
        if style == 0 { return Array("label \(below(12))".utf8.prefix(longest)) }
        let characters = ["a", "Z", "é", "漢", "😀", " ", "\"", "0"]
        return (0..<below(longest / 4 + 1)).flatMap { _ in Array(characters[below(characters.count)].utf8) }
    }

    private mutating func decimal(_ type: ORCType, _ style: Int) -> Cell {
        let limit = (0..<type.precision).reduce(Int128(1)) { power, _ in power * 10 }
        switch below(6) {
        case 0: return .decimal(limit - 1)
        case 1: return .decimal(1 - limit)
        case 2: return .decimal(Int128(Int64(truncatingIfNeeded: next())) % limit)
        default: return .decimal(Int128(below(1_000) - 500) % limit)
        }
    }

    private mutating func timestamp(_ style: Int) -> Cell {
        let nanoseconds = [0, 1_000, 999_999_000, 500_000_000, 123_456_000][below(5)]
        guard !isPortable else { return .timestamp(seconds: -8_000_000_000 + Int64(below(15_000_000)) * 1_000, nanoseconds: Int32(nanoseconds)) }
        let seconds = [Int64(below(2_000_000_000)), -62_135_596_800, 253_402_300_799, -5_000, 0][below(5)]
        return .timestamp(seconds: seconds, nanoseconds: Int32(below(2) == 0 ? nanoseconds : below(1_000_000_000)))
    }

    private mutating func union(_ type: ORCType, tag: Int, _ style: Int) -> Cell {
        .variant(tag: tag, value(type.children[tag], style: style))
    }

    private mutating func compound(_ type: ORCType, _ style: Int) -> Cell {
        switch type.kind {
        case .struct: .several(type.children.map { below(5) == 0 ? .null : value($0, style: style) })
        case .list: .several((0..<below(4)).map { _ in below(5) == 0 ? .null : value(type.children[0], style: style) })
        case .map:
            // Keys are distinct, since other readers make a dictionary of a map.
            .several((0..<below(4)).flatMap { [Cell.integer(Int64($0)), below(5) == 0 ? .null : value(type.children[1], style: style)] })
        default:
            union(type, tag: below(type.children.count), style)
        }
    }
}
