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
    public init(fahrenheit: Double) {
        self = fahrenheit <= 32 ? .cold : fahrenheit <= 70 ? .mild : fahrenheit <= 90 ? .warm : .hot
    }
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
    public init(miles: Double) {
        self = miles >= 10 ? .good : miles >= 5 ? .fair : miles >= 1 ? .poor : .veryPoor
    }
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
    public init(milesToCenter miles: Double) {
        self = miles <= 10 ? .urban : miles <= 50 ? .suburban : .rural
    }
}
