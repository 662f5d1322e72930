import Gold

/// Days since 1970-01-01 as ranges that neither overlap nor touch, ascending.
struct DayRanges: Sendable, Hashable {
    private(set) var ranges: [ClosedRange<Int32>] = []

    /// The days of `ranges`.
    init(_ ranges: [ClosedRange<Int32>]) {
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) { append(range) }
    }

    /// The days of `days`.
    init(_ days: Set<Int32>) { self.init(days.map { $0...$0 }) }

    private mutating func append(_ range: ClosedRange<Int32>) {
        guard let last = ranges.last, Int(last.upperBound) + 1 >= Int(range.lowerBound) else { return ranges.append(range) }
        ranges[ranges.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
    }

    /// Whether `day` is one of them.
    func contains(_ day: Int32) -> Bool { ranges.contains { $0.contains(day) } }

    /// The condition that a row's date in `column` is one of these days.
    func condition(on column: String) -> String {
        let conditions = ranges.map { range in
            let bounds = [range.lowerBound, range.upperBound].map { MySQLSchema.literal(String(decoding: ISOText.dates([$0]), as: UTF8.self)) }
            return "\(MySQLSchema.quoted(column)) BETWEEN \(bounds[0]) AND \(bounds[1])"
        }
        return conditions.isEmpty ? "FALSE" : conditions.joined(separator: " OR ")
    }
}
