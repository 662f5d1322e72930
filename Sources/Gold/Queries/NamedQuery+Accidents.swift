extension NamedQuery {
    /// The accident of an identifier.
    public static let accident = NamedQuery(
        "accident", "an accident", .accidentsSummary, [.init("id", .identifier)], index: "PRIMARY")

    /// A page of a state's accidents between two days, the latest first.
    public static let accidentsOfState = NamedQuery(
        "accidents_of_state", "accidents of a state in a month, the latest first", .accidentsSummary,
        [.init("state", .state), .init("accident_date", .monthStart, .atLeast, as: "from"), .init("accident_date", .monthEnd, .lessThan, as: "to")],
        order: [.init("accident_date", descending: true)], limit: 100, index: "idx_state_date")

    /// A page of the accidents of a severity in some weather between two days.
    static let accidentsByWeather = NamedQuery(
        "accidents_by_weather", "accidents of a severity and weather in a year", .accidentsSummary,
        [
            .init("severity", .severity), .init("weather_category", .weather), .init("accident_date", .yearStart, .atLeast, as: "from"),
            .init("accident_date", .yearEnd, .lessThan, as: "to"),
        ], limit: 100, index: "idx_severity_weather")

    /// A page of a city's accidents.
    public static let accidentsOfCity = NamedQuery(
        "accidents_of_city", "accidents of a city", .accidentsSummary, [.init("state", .state), .init("city", .city)], limit: 100,
        index: "idx_location")

    /// A page of the accidents of an hour of a day.
    static let accidentsOfHour = NamedQuery(
        "accidents_of_hour", "accidents of an hour", .accidentsSummary, [.init("accident_date", .day), .init("accident_hour", .hour)], limit: 100,
        index: "idx_temporal")
}
