/// `weather_category`: what the raw label of the weather feed amounts to.
///
/// Trends by raw label are false, because the feed renamed labels in April 2019 (`Clear` to `Fair`, `Overcast` to
/// `Cloudy`); categories are stable.
public enum WeatherCategory: UInt8, LabeledCategory {
    case clear, cloudy, rain, snow, fog, windy, other

    /// The label as Silver and Gold hold it.
    public var label: String {
        switch self {
        case .clear: "Clear"
        case .cloudy: "Cloudy"
        case .rain: "Rain"
        case .snow: "Snow"
        case .fog: "Fog"
        case .windy: "Windy"
        case .other: "Other"
        }
    }

    /// `weather_severity_score`, 0…10.
    public var severityScore: Int {
        switch self {
        case .clear: 1
        case .cloudy: 3
        case .other: 4
        case .windy: 5
        case .rain: 6
        case .fog: 7
        case .snow: 8
        }
    }

    /// What a raw label must contain, in lower case, to fall into a category. The first rule that matches decides.
    public static let rules: [(category: WeatherCategory, words: [String])] = [
        (.snow, ["snow", "sleet", "wintry", "ice", "hail", "freezing"]),
        (.rain, ["rain", "drizzle", "shower", "thunder", "t-storm", "storm"]),
        (.fog, ["fog", "mist", "haze", "smoke", "dust", "ash", "sand"]),
        (.cloudy, ["cloud", "overcast"]),
        (.clear, ["clear", "fair"]),
        (.windy, ["wind", "squall", "tornado"]),
    ]

    /// The category of a raw label, ignoring case. A label that no rule knows is ``other``, and so is no label.
    ///
    /// Searches text: callers remember the answer for each distinct label.
    public init(condition: String?) {
        let folded = condition?.lowercased() ?? ""
        let rule = Self.rules.first { $0.words.contains { Self.contains(folded, $0) } }
        self = rule?.category ?? .other
    }

    private static func contains(_ text: String, _ word: String) -> Bool {
        let text = Array(text.utf8), word = Array(word.utf8)
        guard text.count >= word.count else { return false }
        return (0...(text.count - word.count)).contains { text[$0..<($0 + word.count)].elementsEqual(word) }
    }
}
