import ORC
import Silver

extension Dimension {
    /// Bits that the dimension takes in a packed key. The widths of a cube's dimensions add up to at most 64.
    var bitWidth: Int {
        switch self {
        case .state: 8
        case .city: 24
        case .source: 16
        case .year: 16
        case .date: 24
        case .month: 16
        case .weekday: 8
        case .hour: 8
        default: 0
        }
    }

    /// Appends the dimension to the packed key of each row: shifts by ``bitWidth`` and adds key + 1, so that null (−1) becomes 0.
    func pack(_ batch: AccidentBatch, into packed: UnsafeMutablePointer<UInt64>) {
        switch self {
        case .state: append(batch.state.pointer, count: batch.count, to: packed)
        case .city: append(batch.city.codes.pointer, count: batch.count, to: packed)
        case .source: append(batch.source.codes.pointer, count: batch.count, to: packed)
        case .year: append(batch.year.pointer, count: batch.count, to: packed)
        case .date: append(batch.day.pointer, count: batch.count, to: packed)
        case .month: append(batch.day.pointer, count: batch.count, to: packed, asKey: Self.month)
        case .weekday: append(batch.day.pointer, count: batch.count, to: packed, asKey: CivilDate.isoWeekday)
        case .hour: append(batch.hour.pointer, count: batch.count, to: packed)
        default: preconditionFailure("to come")
        }
    }

    private static func month(days: Int) -> Int {
        let date = CivilDate(days: days)
        return date.year * 12 + date.month - 1
    }

    /// Appends a key computed from each day. Inlined, so that the conversion is no call a row.
    @inline(__always)
    private func append(
        _ days: UnsafeMutablePointer<Int32>, count: Int, to packed: UnsafeMutablePointer<UInt64>, asKey key: (Int) -> Int
    ) {
        let width = UInt64(bitWidth)
        for row in 0..<count { packed[row] = packed[row] &<< width | UInt64(truncatingIfNeeded: key(Int(days[row])) &+ 1) }
    }

    private func append<Key: FixedWidthInteger>(_ keys: UnsafeMutablePointer<Key>, count: Int, to packed: UnsafeMutablePointer<UInt64>) {
        let width = UInt64(bitWidth)
        for row in 0..<count { packed[row] = packed[row] &<< width | UInt64(truncatingIfNeeded: Int64(keys[row]) &+ 1) }
    }

    /// The texts that keys point into; empty for a dimension of numbers.
    func texts(_ batch: AccidentBatch) -> [String] {
        switch self {
        case .state: USState.abbreviations
        case .city: batch.city.texts
        case .source: batch.source.texts
        default: []
        }
    }
}

extension Measure {
    var identities: [Int64] { columnNames.map { _ in combination.identity } }
    var combines: [@Sendable (Int64, Int64) -> Int64] {
        switch combination {
        case .sum: columnNames.map { _ in { $0 + $1 } }
        case .minimum: columnNames.map { _ in { min($0, $1) } }
        case .maximum: columnNames.map { _ in { max($0, $1) } }
        case .union: columnNames.map { _ in { $0 | $1 } }
        }
    }
}
