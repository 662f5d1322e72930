/// A row of `kpis_weather`: the accidents of a state, or of the country (`state` "US"), in one kind of weather and one season.
///
/// Severity measures delay to traffic. No row says how dangerous a weather is: nobody counts the cars that drove through it safely.
public struct WeatherKPI: Sendable, Hashable {
    /// Two-letter code, or "US".
    public var state: String
    /// The category, as Silver has it.
    public var weatherCategory: String
    /// The season, or ``allSeasons`` for the year.
    public var season: String
    /// n
    public var accidentCount: Int64
    /// S/n
    public var severityAvg: Double
    /// Share of severity 3 and 4, in [0, 1].
    public var severeShare: Double
    /// Wilson's lower 95 % limit of the severe share.
    public var severeShareCILow: Double
    /// Wilson's upper 95 % limit of the severe share.
    public var severeShareCIHigh: Double
    /// JSON object of severity to share in percent, two decimals.
    public var severityDistribution: String
    /// The season's share of the category's accidents over its share of all accidents of the state: above 1 where the category's accidents
    /// gather in that season. 1 for the year.
    public var seasonalFactor: Double
    /// S/E: severity against what the same mix of (source, year) scores in the country.
    public var dangerRatio: Double
    /// Mean degrees Fahrenheit of the accidents that have them; nil when none has.
    public var avgTemperature: Double?
    /// Mean percent, likewise.
    public var avgHumidity: Double?
    /// Mean miles, likewise.
    public var avgVisibility: Double?
    /// Mean miles per hour, likewise.
    public var avgWindSpeed: Double?

    /// The season of rows that cover the whole year.
    public static let allSeasons = "All"
}
