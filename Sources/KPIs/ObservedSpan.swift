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
}
