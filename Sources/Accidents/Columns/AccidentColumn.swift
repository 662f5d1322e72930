/// The columns of `accidents_clean`, in the order in which our own files hold them.
///
/// The raw value is the column's name in Silver. Partition columns are directory
/// names and not among them. Files of other writers may hold fewer columns, in another order or case.
public enum AccidentColumn: String, CaseIterable, Sendable, Hashable, Encodable {
    case id = "ID"
    case source = "Source"
    case severity = "Severity"
    case startTime = "Start_Time"
    case endTime = "End_Time"
    case startLatitude = "Start_Lat"
    case startLongitude = "Start_Lng"
    case endLatitude = "End_Lat"
    case endLongitude = "End_Lng"
    case state = "State"
    case city = "City"
    case county = "County"
    case street = "Street"
    case zipcode = "Zipcode"
    case timezone = "Timezone"
    case airportCode = "Airport_Code"
    case description = "Description"
    case country = "Country"
    case distance = "distance_miles"
    case temperature = "temperature_fahrenheit"
    case windChill = "wind_chill_fahrenheit"
    case humidity = "humidity_percent"
    case pressure = "pressure_inches"
    case visibility = "visibility_miles"
    case windSpeed = "wind_speed_mph"
    case precipitation = "precipitation_inches"
    case windDirection = "Wind_Direction"
    case weatherCondition = "Weather_Condition"
    case amenity = "Amenity"
    case bump = "Bump"
    case crossing = "Crossing"
    case giveWay = "Give_Way"
    case junction = "Junction"
    case noExit = "No_Exit"
    case railway = "Railway"
    case roundabout = "Roundabout"
    case station = "Station"
    case stop = "Stop"
    case trafficCalming = "Traffic_Calming"
    case trafficSignal = "Traffic_Signal"
    case turningLoop = "Turning_Loop"
    case sunriseSunset = "Sunrise_Sunset"
    case civilTwilight = "Civil_Twilight"
    case nauticalTwilight = "Nautical_Twilight"
    case astronomicalTwilight = "Astronomical_Twilight"
    case hour = "accident_hour"
    case dayOfWeek = "accident_day_of_week"
    case season = "accident_season"
    case isWeekend = "is_weekend"
    case isRushHour = "is_rush_hour"
    case weatherCategory = "weather_category"
    case weatherSeverityScore = "weather_severity_score"
    case visibilityCategory = "visibility_category"
    case temperatureCategory = "temperature_category"
    case distanceToCityCenter = "distance_to_city_center"
    case urbanRural = "urban_rural_classification"
    case stateRegion = "state_region"
    case infrastructureCount = "infrastructure_count"
    case safetyEquipmentScore = "safety_equipment_score"
    case trafficControlType = "traffic_control_type"

    /// The column's position among ``allCases``, and of its vector in a batch of the files that we write.
    public var index: Int { Self.positions[self] ?? 0 }

    private static let positions = Dictionary(uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })

    /// Whether a table without this column cannot be used at all.
    public var isRequired: Bool { Self.required.contains(self) }

    /// The columns without which there is no accident: identity, severity, time and place.
    public static let required: [AccidentColumn] = [.id, .severity, .startTime, .startLatitude, .startLongitude, .state]

    /// What the column holds.
    public enum Kind: Sendable, Hashable {
        case text, integer, double, boolean
        /// A time of the local wall clock.
        case time
    }

    /// What the column holds.
    public var kind: Kind {
        switch self {
        case .severity, .hour, .dayOfWeek, .weatherSeverityScore, .infrastructureCount, .safetyEquipmentScore: .integer
        case .startTime, .endTime: .time
        case .startLatitude, .startLongitude, .endLatitude, .endLongitude, .distance, .temperature, .windChill, .humidity, .pressure,
            .visibility, .windSpeed, .precipitation, .distanceToCityCenter:
            .double
        case .amenity, .bump, .crossing, .giveWay, .junction, .noExit, .railway, .roundabout, .station, .stop, .trafficCalming,
            .trafficSignal, .turningLoop, .isWeekend, .isRushHour:
            .boolean
        default: .text
        }
    }
}
