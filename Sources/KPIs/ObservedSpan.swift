public import Cubes

/// The days from the first to the last accident of the whole Silver, both included.
public struct ObservedSpan: Sendable, Hashable {
    /// The first accident's date, in days since 1970-01-01 on the local wall clock.
    public var first: Int64
    /// The last accident's date, likewise.
    public var last: Int64

    /// A span of `last − first + 1` days; `last` ≥ `first`.
    public init(first: Int64, last: Int64) {
        precondition(last >= first, "a span cannot end on day \(last) before it begins on day \(first)")
        self.first = first
        self.last = last
    }

    /// T: the span in years of 365.25 days.
    public var years: Double { Double(last - first + 1) / 365.25 }

    /// The span of a cube by state and date. Nil for an empty cube.
    ///
    /// - Throws: ``KPIError`` with code `cube` when it has no date.
    public init?(daily cube: Cube) throws {
        let dates = try cube.required(.date)
        guard let first = dates.min(), let last = dates.max() else { return nil }
        self.init(first: Int64(first), last: Int64(last))
    }

    /// The months wholly inside the span, in order.
    var completeMonths: [CalendarMonth] {
        let days = Int(first)..<Int(last + 1)
        let all = CalendarMonth(holding: days.lowerBound).number...CalendarMonth(holding: days.upperBound - 1).number
        return all.map(CalendarMonth.init(number:)).filter { days.lowerBound <= $0.days.lowerBound && $0.days.upperBound <= days.upperBound }
    }
}
