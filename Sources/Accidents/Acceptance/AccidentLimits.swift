/// What a value may be. Values beyond their limits are nulled and counted; rows beyond theirs are rejected.
public enum AccidentLimits {
    /// Limits of the optional numeric columns, both ends included.
    public static let ranges: [(column: AccidentColumn, range: ClosedRange<Double>)] = [
        (.distance, 0...500),
        (.temperature, -80...140),
        (.windChill, -120...140),
        (.humidity, 0...100),
        (.pressure, 15...33),
        (.visibility, 0...150),
        (.windSpeed, 0...250),
        (.precipitation, 0...15),
    ]

    /// The limits of `column`, or nil where none are set.
    public static func range(of column: AccidentColumn) -> ClosedRange<Double>? { ranges.first { $0.column == column }?.range }

    /// Characters that an identifier may have.
    public static let identifierLength = 50
    /// Characters that Gold keeps of the text columns it publishes; a longer text is nulled.
    public static let textLengths: [AccidentColumn: Int] = [
        .city: 100, .source: 20, .weatherCategory: 20, .temperatureCategory: 10, .visibilityCategory: 10, .sunriseSunset: 10,
    ]
    /// Numbers of true flags that there can be.
    public static let infrastructureCount = 0...InfrastructureFlag.allCases.count
    /// Safety equipment scores that there can be.
    public static let safetyEquipmentScore = 0...InfrastructureFlag.maximumSafetyScore
    /// What is cut off both ends of a text: tab, line feed, vertical tab, form feed, carriage return, blank and U+00A0.
    public static let blanks: [Unicode.Scalar] = ["\t", "\n", "\u{b}", "\u{c}", "\r", " ", "\u{a0}"]

    /// Severities that are accepted.
    public static let severity = 1...4
    /// Latitudes that are accepted, in degrees.
    public static let latitude = 15.0...72.0
    /// Longitudes that are accepted, in degrees.
    public static let longitude = -180.0 ... -60.0
    /// The first date that is accepted, in days since 1970-01-01: 2000-01-01.
    public static let firstDay = CivilDate.days(year: 2000, month: 1, day: 1)
    /// The longest an accident may last, in seconds: 366 days. A later End_Time, or one before Start_Time, is nulled.
    public static let longestDuration = 366 * 86_400

    /// Days after the day of a run (UTC) that are accepted: clocks elsewhere may be ahead.
    public static let daysAhead = 1

    /// Days since 1970-01-01 of the last date that is accepted on the day `today`.
    public static func lastDay(today: Int) -> Int { today + daysAhead }
}
