/// A number that accidents carry and measures take in.
///
/// Measures hold whole numbers of the quantity's ``unit``, so that sums are exact and the order of rows does not matter.
public enum Quantity: String, Sendable, Hashable, CaseIterable {
    /// Degrees.
    case latitude
    /// Degrees.
    case longitude
    /// Miles of road affected.
    case distance
    /// Degrees Fahrenheit.
    case temperature
    /// Percent.
    case humidity
    /// Inches of mercury.
    case pressure
    /// Miles.
    case visibility
    /// Miles per hour.
    case windSpeed = "wind_speed"
    /// Inches.
    case precipitation
    /// Number of true flags.
    case infrastructureCount = "infrastructure_count"
    /// Safety equipment score, 0…16.
    case safetyScore = "safety_score"
    /// Days since 1970-01-01.
    case date

    /// What 1 stands for in sums, minima and maxima: 10⁻⁹ for measurements, 1 for whole numbers.
    ///
    /// A measurement of up to nine decimals is taken exactly; one with more, as float noise has, to the nearest 10⁻⁹.
    public var unit: Double {
        switch self {
        case .infrastructureCount, .safetyScore, .date: 1
        default: 1e-9
        }
    }

    /// What 1 stands for in squares and products: the square of this. 10⁻³ for measurements, which are taken to the nearest, 1 for whole numbers.
    public var momentUnit: Double { unit == 1 ? 1 : 1e-3 }
}
