public import Accidents

/// What an accident must meet to be counted, or to take part in a cube.
public enum Condition: Sendable, Hashable {
    /// The flag is true.
    case flag(InfrastructureFlag)
    /// The severity is within the range.
    case severity(ClosedRange<Int>)
    /// The dimension is not null.
    case known(Dimension)

    /// The name in the columns of ``Measure/countWhere(_:)``.
    public var name: String {
        switch self {
        case .flag(let flag): flag.name.lowercased()
        case .severity(let range): "severity_\(range.lowerBound)_to_\(range.upperBound)"
        case .known(let dimension): "known_" + dimension.name
        }
    }
}
