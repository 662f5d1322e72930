public import Accidents
public import ORC

/// A table of the Silver layer that Datamart itself writes.
public enum SilverTable: String, CaseIterable, Sendable, Hashable {
    case accidents = "accidents_clean"
    case weather = "weather_aggregated"
    case infrastructure = "infrastructure_features"

    /// The columns that are directory names (`accident_year=2016`) instead of columns of the files, outermost first.
    public var partitionColumns: [String] {
        switch self {
        case .accidents: ["accident_year", "accident_month"]
        case .weather: ["aggregation_year"]
        case .infrastructure: ["analysis_year"]
        }
    }

    /// The schema of the files that we write.
    public var schema: ORCType {
        switch self {
        case .accidents: AccidentColumn.schema
        case .weather: Self.weatherSchema
        case .infrastructure: Self.infrastructureSchema
        }
    }

    /// One row a (state, weather category, year); averages and extremes are null where no value is known.
    static let weatherSchema = ORCType.row([
        ("State", ORCType(.string)), ("weather_category", ORCType(.string)), ("accident_count", ORCType(.int)),
        ("avg_temperature", ORCType(.double)), ("avg_humidity", ORCType(.double)), ("avg_visibility", ORCType(.double)),
        ("min_temperature", ORCType(.double)), ("max_temperature", ORCType(.double)),
    ])

    /// One row a (state, urban or rural, year): per flag its count and its share of all accidents.
    static let infrastructureSchema = ORCType.row(
        [("State", ORCType(.string)), ("urban_rural_classification", ORCType(.string)), ("total_accidents", ORCType(.int))]
            + InfrastructureFlag.allCases.flatMap { flag in
                [(flag.name.lowercased() + "_count", ORCType(.long)), (flag.name.lowercased() + "_rate", ORCType(.double))]
            }
            + [("avg_safety_score", ORCType(.double)), ("max_safety_score", ORCType(.int))])

    /// The Hive database that holds the tables unless a setting says otherwise.
    public static let defaultDatabase = "accidents_warehouse"
}

extension Month {
    /// The folder of the month's partition inside the folder of `accidents_clean`: `accident_year=2016/accident_month=2`.
    public var partition: String { "accident_year=\(year)/accident_month=\(month)" }
}
