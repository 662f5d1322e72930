// The eight aggregates that other systems are measured with, see Benchmarks.

extension CubeSpec {
    /// Eight aggregates as an analyst would ask any engine for them.
    public static let peers: [CubeSpec] = [
        CubeSpec(
            "city", by: .state, .city, measures: [.severityHistogram, .sum(.latitude), .sum(.longitude), .sum(.distance)]),
        CubeSpec("daily", by: .state, .date, measures: [.severityHistogram]),
        CubeSpec("hourly", by: .state, .weekday, .hour, measures: [.severityHistogram]),
        CubeSpec(
            "weather", by: .state, .weather, .month,
            measures: [.severityHistogram, .sum(.temperature), .sum(.visibility), .sum(.humidity), .sum(.windSpeed)]),
        CubeSpec("conditions", by: .weather, .temperatureCategory, .visibilityCategory, .season, measures: [.severityHistogram]),
        CubeSpec("equipment", by: .state, .flags, measures: [.severityHistogram, .sum(.safetyScore)]),
        CubeSpec("grid", by: .state, .latitudeCell(perDegree: 50), .longitudeCell(perDegree: 50), measures: [.severityHistogram]),
        CubeSpec("moments", by: .severity, measures: [.count] + moments),
    ]

    private static let moments: [Measure] = [
        .temperature, .visibility, .humidity, .windSpeed, .infrastructureCount, .distance,
    ].flatMap { (quantity: Quantity) in [.sum(quantity), .sumOfSquares(quantity)] }
}
