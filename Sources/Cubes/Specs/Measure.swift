/// What a cell keeps. A measure occupies one or more columns of whole numbers (``columnNames``).
///
/// All measures merge exactly: sums add, minima and maxima compare, sets unite.
public enum Measure: Sendable, Hashable {
    /// `count`: number of accidents.
    case count
    /// `severity_1` … `severity_4`: accidents of each severity. Their number and Σ severity follow.
    case severityHistogram
    /// `count_<condition>`: accidents that meet the condition.
    case countWhere(Condition)
    /// `<quantity>_n`: accidents that have the value, and `<quantity>_sum` in ``Quantity/unit``s.
    case sum(Quantity)
    /// `<quantity>_min` in ``Quantity/unit``s; ``noMinimum`` where no accident has the value.
    case minimum(Quantity)
    /// `<quantity>_max` in ``Quantity/unit``s; ``noMaximum`` where no accident has the value.
    case maximum(Quantity)
    /// `<quantity>_squares`: Σ of the squares, in squared ``Quantity/momentUnit``s.
    case sumOfSquares(Quantity)
    /// `<quantity>_x_<quantity>`: Σ of the products where both are known, in products of the ``Quantity/momentUnit``s.
    case sumOfProducts(Quantity, Quantity)
    /// `years`: the years in which an accident happened, as bits: 2⁰ for 2000.
    case years

    /// Stands for no minimum.
    public static let noMinimum = Int64.max
    /// Stands for no maximum.
    public static let noMaximum = Int64.min
    /// The first year that ``years`` can hold.
    public static let firstYear = 2000

    /// The columns the measure occupies, in order.
    public var columnNames: [String] {
        switch self {
        case .count: ["count"]
        case .severityHistogram: ["severity_1", "severity_2", "severity_3", "severity_4"]
        case .countWhere(let condition): ["count_" + condition.name]
        case .sum(let quantity): [quantity.rawValue + "_n", quantity.rawValue + "_sum"]
        case .minimum(let quantity): [quantity.rawValue + "_min"]
        case .maximum(let quantity): [quantity.rawValue + "_max"]
        case .sumOfSquares(let quantity): [quantity.rawValue + "_squares"]
        case .sumOfProducts(let one, let other): [one.rawValue + "_x_" + other.rawValue]
        case .years: ["years"]
        }
    }

    /// How two values of each column become one.
    package var combination: Combination {
        switch self {
        case .minimum: .minimum
        case .maximum: .maximum
        case .years: .union
        default: .sum
        }
    }
}

/// How two values of a measure column become one.
package enum Combination: Sendable {
    case sum, minimum, maximum, union

    /// What a cell holds before its first accident.
    package var identity: Int64 {
        switch self {
        case .sum, .union: 0
        case .minimum: Measure.noMinimum
        case .maximum: Measure.noMaximum
        }
    }
}
