import Statistics

/// A row of `kpis_temporal`: an hour, a day, a month or a year of a state, or of the country (`state` "US").
public struct TemporalKPI: Sendable, Hashable {
    /// What a period is; raw values are those of the table, in the order of its rows.
    public enum PeriodType: String, Sendable, Hashable, CaseIterable {
        case hourly, daily, monthly, yearly
    }

    /// Where counts are heading.
    public enum Trend: String, Sendable, Hashable, CaseIterable {
        case up, down, stable
    }

    /// The kind of period.
    public var periodType: PeriodType
    /// `HH` or `D-HH` (D = ISO weekday), `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    public var periodValue: String
    /// Two-letter code, or "US".
    public var state: String
    /// n
    public var accidentCount: Int64
    /// S/n
    public var severityAvg: Double
    /// Nil when there are too few periods to judge by, and for partial periods.
    public var trendDirection: Trend?
    /// How the period compares with others of its cycle: 1 is average. Nil when it cannot be known.
    public var seasonalFactor: Double?
    /// n over the days of the state's span that could hold it.
    public var dailyAverage: Double
    /// Whether part of the period is outside the state's span.
    public var isPartial: Bool
}

extension TemporalKPI.Trend {
    /// Rising or falling when the test finds a trend at p < 0.05.
    init(_ test: MannKendall) {
        self = test.pValue >= 0.05 ? .stable : (test.score > 0 ? .up : .down)
    }
}
