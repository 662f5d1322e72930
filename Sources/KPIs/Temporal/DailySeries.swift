import Accidents

/// The accidents of each day of a state, or of the country, from its first to its last accident: days without one hold 0.
struct DailySeries {
    let state: String
    /// Days since 1970-01-01, from the first to the last accident.
    let span: Range<Int>
    /// n, one value per day of the span.
    private(set) var counts: [Int64]
    /// S, one value per day of the span.
    private(set) var scores: [Int64]

    init(state: String, span: Range<Int>) {
        self.state = state
        self.span = span
        counts = [Int64](repeating: 0, count: span.count)
        scores = counts
    }

    mutating func add(_ severities: SeverityCounts, on day: Int) {
        counts[day - span.lowerBound] += severities.accidents
        scores[day - span.lowerBound] += severities.score
    }

    /// The part of `days` inside the span: how many days, and their accidents and scores.
    func totals(_ days: Range<Int>) -> (days: Int, accidents: Int64, score: Int64) {
        let inside = days.clamped(to: span)
        let indices = (inside.lowerBound - span.lowerBound)..<(inside.upperBound - span.lowerBound)
        return (inside.count, counts[indices].reduce(0, +), scores[indices].reduce(0, +))
    }

    func isWhole(_ days: Range<Int>) -> Bool { days.lowerBound >= span.lowerBound && days.upperBound <= span.upperBound }

    /// How many days of `days` fall on each ISO weekday; Monday first.
    static func weekdayCounts(_ days: Range<Int>) -> [Int] {
        var counts = [Int](repeating: days.count / 7, count: 7)
        for day in days.suffix(days.count % 7) { counts[CivilDate.isoWeekday(days: day) - 1] += 1 }
        return counts
    }

    /// The mean count of each weekday over the mean count of all days; Monday first. Nil for a weekday outside the span.
    func weekdayFactors() -> [Double?] {
        var sums = [Int64](repeating: 0, count: 7)
        for (index, count) in counts.enumerated() { sums[CivilDate.isoWeekday(days: span.lowerBound + index) - 1] += count }
        let mean = Double(counts.reduce(0, +)) / Double(counts.count)
        return zip(sums, Self.weekdayCounts(span)).map { sum, days in days > 0 ? Double(sum) / Double(days) / mean : nil }
    }
}
