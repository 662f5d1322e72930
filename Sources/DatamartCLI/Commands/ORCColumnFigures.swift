import ORC

/// Statistics of a column, each figure in the form in which people read it.
struct ORCColumnFigures: Encodable {
    /// A figure: a number where JSON has one for it, else text.
    enum Figure: Encodable, CustomStringConvertible {
        case integer(Int64)
        case double(Double)
        case text(String)

        var description: String {
            switch self {
            case .integer(let value): grouped(value)
            case .double(let value): "\(value)"
            case .text(let text): text
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .integer(let value): try container.encode(value)
            case .double(let value): if value.isFinite { try container.encode(value) } else { try container.encode("\(value)") }
            case .text(let text): try container.encode(text)
            }
        }
    }

    let values: Int
    /// Nil when the writer did not say.
    let hasNull: Bool?
    private(set) var minimum: Figure?
    private(set) var maximum: Figure?
    private(set) var sum: Figure?

    init(_ statistics: ColumnStatistics) {
        values = statistics.valueCount
        hasNull = statistics.hasNull
        switch statistics.values {
        case .integer(let part): set(part.minimum.map(Figure.integer), part.maximum.map(Figure.integer), part.sum.map(Figure.integer))
        case .double(let part): set(part.minimum.map(Figure.double), part.maximum.map(Figure.double), part.sum.map(Figure.double))
        case .string(let part):
            set(Self.bound(part.minimum, part.lowerBound), Self.bound(part.maximum, part.upperBound), part.totalLength.map(Figure.integer))
        case .boolean(let trueCount): sum = .integer(Int64(trueCount))
        case .decimal(let part): set(part.minimum.map(Figure.text), part.maximum.map(Figure.text), part.sum.map(Figure.text))
        case .date(let part): set(part.minimum.map(Self.date), part.maximum.map(Self.date), nil)
        case .timestamp(let part): set(part.minimumUTC.map(Self.time), part.maximumUTC.map(Self.time), nil)
        case .binary(let length): sum = .integer(length)
        case .collection(let part): set(part.minimum.map(Self.count), part.maximum.map(Self.count), part.total.map(Self.count))
        case nil: return
        }
    }

    private mutating func set(_ minimum: Figure?, _ maximum: Figure?, _ sum: Figure?) {
        self.minimum = minimum
        self.maximum = maximum
        self.sum = sum
    }

    private static func bound(_ exact: String?, _ bound: String?) -> Figure? { (exact ?? bound).map(Figure.text) }

    private static func count(_ count: Int) -> Figure { .integer(Int64(count)) }

    private static func date(_ days: Int32) -> Figure { .text(CivilTime.dateText(Int64(days))) }

    private static func time(_ milliseconds: Int64) -> Figure {
        let (quotient, remainder) = milliseconds.quotientAndRemainder(dividingBy: 1_000)
        let isBefore = remainder < 0
        let fraction = Int32(isBefore ? remainder + 1_000 : remainder)
        return .text(CivilTime.text(isBefore ? quotient - 1 : quotient, nanoseconds: fraction * 1_000_000))
    }
}
