/// One part of a cell's key.
///
/// Keys are numbers: the code of a text, or the number itself. Null is a key of its own (``Cube/nullKey``) wherever Silver may have no value.
public enum Dimension: Sendable, Hashable {
    /// Two-letter code; never null.
    case state
    /// The city as Silver spells it, trimmed.
    case city
    /// The feed.
    case source
    /// 1…4; never null.
    case severity
    /// Calendar year of the local wall clock; never null.
    case year
    /// Calendar month of the local wall clock, counted as year × 12 + month − 1; never null.
    case month
    /// Days since 1970-01-01 of the local wall clock; never null.
    case date
    /// 1 = Monday … 7 = Sunday; never null.
    case weekday
    /// 0…23 of the local wall clock; never null.
    case hour
    /// Meteorological season of the local wall clock; never null.
    case season
    /// Weather category.
    case weather
    /// Temperature category.
    case temperatureCategory
    /// Visibility category.
    case visibilityCategory
    /// Day or Night, from sunrise and sunset.
    case daylight
    /// ⌊latitude × cells per degree⌋; never null.
    case latitudeCell(perDegree: Int)
    /// ⌊longitude × cells per degree⌋; never null.
    case longitudeCell(perDegree: Int)
    /// Number of ``BinEdges`` of the quantity at or below the value, so 0 is below the first edge.
    case bin(Quantity)
    /// Number of true flags, 0…13.
    case infrastructureCount
    /// Safety equipment score, 0…16.
    case safetyScore
    /// The 13 flags as bits: ``InfrastructureFlag/bit`` of each that is true, and 2¹³ × that bit of each that is unknown.
    case flags

    /// The name in commands, snapshots and tables.
    public var name: String {
        switch self {
        case .state: "state"
        case .city: "city"
        case .source: "source"
        case .severity: "severity"
        case .year: "year"
        case .month: "month"
        case .date: "date"
        case .weekday: "weekday"
        case .hour: "hour"
        case .season: "season"
        case .weather: "weather"
        case .temperatureCategory: "temperature_category"
        case .visibilityCategory: "visibility_category"
        case .daylight: "daylight"
        case .latitudeCell: "latitude_cell"
        case .longitudeCell: "longitude_cell"
        case .bin(let quantity): quantity.rawValue + "_bin"
        case .infrastructureCount: "infrastructure_count"
        case .safetyScore: "safety_score"
        case .flags: "flags"
        }
    }

    /// Whether keys are codes of texts rather than numbers.
    public var isText: Bool {
        switch self {
        case .state, .city, .source, .season, .weather, .temperatureCategory, .visibilityCategory, .daylight: true
        default: false
        }
    }
}
