public import Accidents

// Which columns of Silver a spec needs, besides those that every scan reads.

extension CubeSpec {
    /// The columns that an engine must decode.
    public var columns: Set<AccidentColumn> {
        let ofMeasures = measures.map(\.columns) + [filter?.columns ?? []]
        return Set(dimensions.flatMap(\.columns)).union(ofMeasures.flatMap(\.self))
    }
}

extension Dimension {
    var columns: [AccidentColumn] {
        switch self {
        case .state, .severity, .year, .month, .date, .weekday, .hour, .season, .latitudeCell, .longitudeCell: []
        case .city: [.city]
        case .source: [.source]
        case .weather: [.weatherCategory]
        case .temperatureCategory: [.temperatureCategory]
        case .visibilityCategory: [.visibilityCategory]
        case .daylight: [.sunriseSunset]
        case .bin(let quantity): quantity.columns
        case .infrastructureCount: [.infrastructureCount]
        case .safetyScore: [.safetyEquipmentScore]
        case .flags: InfrastructureFlag.allCases.map(\.column)
        }
    }
}

extension Quantity {
    var columns: [AccidentColumn] {
        switch self {
        case .latitude, .longitude, .date: []
        case .distance: [.distance]
        case .temperature: [.temperature]
        case .humidity: [.humidity]
        case .pressure: [.pressure]
        case .visibility: [.visibility]
        case .windSpeed: [.windSpeed]
        case .precipitation: [.precipitation]
        case .infrastructureCount: [.infrastructureCount]
        case .safetyScore: [.safetyEquipmentScore]
        }
    }
}

extension Condition {
    var columns: [AccidentColumn] {
        switch self {
        case .flag: InfrastructureFlag.allCases.map(\.column)
        case .severity: []
        case .known(let dimension): dimension.columns
        }
    }
}

extension Measure {
    var columns: [AccidentColumn] {
        switch self {
        case .count, .severityHistogram, .years: []
        case .countWhere(let condition): condition.columns
        case .sum(let quantity), .minimum(let quantity), .maximum(let quantity), .sumOfSquares(let quantity): quantity.columns
        case .sumOfProducts(let one, let other): one.columns + other.columns
        }
    }
}
