/// `temperature_category`, by degrees Fahrenheit.
public enum TemperatureCategory: UInt8, LabeledCategory {
    case cold, mild, warm, hot

    /// The label as Silver and Gold hold it.
    public var label: String {
        switch self {
        case .cold: "Cold"
        case .mild: "Mild"
        case .warm: "Warm"
        case .hot: "Hot"
        }
    }

    /// Cold to 32 °F, mild to 70, warm to 90 (bounds included), else hot.
    public static let thresholds = Thresholds(comparison: .atMost, bounds: [32, 70, 90])

    /// The category of a temperature.
    public init(fahrenheit: Double) { self = Self(rawValue: Self.thresholds.code(fahrenheit)) ?? .hot }
}

/// `visibility_category`, by miles.
public enum VisibilityCategory: UInt8, LabeledCategory {
    case good, fair, poor, veryPoor

    /// The label as Silver and Gold hold it.
    public var label: String {
        switch self {
        case .good: "Good"
        case .fair: "Fair"
        case .poor: "Poor"
        case .veryPoor: "Very Poor"
        }
    }

    /// Good from 10 miles, fair from 5, poor from 1, else very poor.
    public static let thresholds = Thresholds(comparison: .atLeast, bounds: [10, 5, 1])

    /// The category of a visibility.
    public init(miles: Double) { self = Self(rawValue: Self.thresholds.code(miles)) ?? .veryPoor }
}

/// `traffic_control_type`: what controls traffic where the accident happened.
public enum TrafficControl: UInt8, LabeledCategory {
    case signal, stop, multiple, none

    /// The label as Silver and Gold hold it.
    public var label: String {
        switch self {
        case .signal: "Signal"
        case .stop: "Stop"
        case .multiple: "Multiple"
        case .none: "None"
        }
    }

    /// The flags that must be true for a control, in order of precedence; none for the last.
    public static let rules: [(control: TrafficControl, flags: [InfrastructureFlag])] = [
        (.multiple, [.trafficSignal, .stop]), (.signal, [.trafficSignal]), (.stop, [.stop]), (.none, []),
    ]
}

/// `state_region`: the five regions in common use in American schools.
public enum Region: UInt8, LabeledCategory {
    case northeast, southeast, midwest, southwest, west

    /// The label as Silver and Gold hold it.
    public var label: String {
        switch self {
        case .northeast: "Northeast"
        case .southeast: "Southeast"
        case .midwest: "Midwest"
        case .southwest: "Southwest"
        case .west: "West"
        }
    }
}

/// `urban_rural_classification`, by miles to the city's center.
public enum UrbanRural: UInt8, LabeledCategory {
    case urban, suburban, rural

    /// The label as Silver and Gold hold it.
    public var label: String {
        switch self {
        case .urban: "Urban"
        case .suburban: "Suburban"
        case .rural: "Rural"
        }
    }

    /// Urban to 10 miles, suburban to 50 (bounds included), else rural.
    public static let thresholds = Thresholds(comparison: .atMost, bounds: [10, 50])

    /// The category of a distance to the city's center.
    public init(milesToCenter miles: Double) { self = Self(rawValue: Self.thresholds.code(miles)) ?? .rural }
}
