/// A calendar month of local wall-clock time.
public struct Month: Hashable, Comparable, Sendable, Codable {
    /// The calendar year.
    public var year: Int
    /// 1…12.
    public var month: Int

    /// A month, which is not checked.
    public init(year: Int, month: Int) {
        self.year = year
        self.month = month
    }

    /// The month of a ``code``.
    public init(code: Int32) {
        year = Int(code) / 12
        month = Int(code) % 12 + 1
    }

    /// The month that a date lies in.
    public init(_ date: CivilDate) { self.init(year: date.year, month: date.month) }

    /// Months since year 0: one integer in calendar order, for hot loops.
    public var code: Int32 { Int32(year * 12 + month - 1) }

    /// Its first day and its last, days since 1970-01-01.
    public var days: ClosedRange<Int> {
        let first = CivilDate.days(year: year, month: month, day: 1)
        return first...first + CivilDate.daysInMonth(year: year, month: month) - 1
    }

    /// The earlier month is the lesser.
    public static func < (a: Self, b: Self) -> Bool { a.code < b.code }
}

extension Month: CustomStringConvertible {
    /// `2021-03`.
    public var description: String { String(CivilDate(year: year, month: month, day: 1).description.dropLast(3)) }
}
