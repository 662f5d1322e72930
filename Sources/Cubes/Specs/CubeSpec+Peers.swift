// The eight aggregates that other systems are measured with, see Benchmarks.

extension CubeSpec {
    /// Eight aggregates as an analyst would ask any engine for them.
    public static let peers: [CubeSpec] = [
        CubeSpec(
            "peers.city", by: .state, .city, measures: [.severityHistogram, .sum(.latitude), .sum(.longitude), .sum(.distance)]),
        CubeSpec("peers.daily", by: .state, .date, measures: [.severityHistogram]),
        CubeSpec("peers.hourly", by: .state, .weekday, .hour, measures: [.severityHistogram]),
        CubeSpec(
            "peers.weather", by: .state, .weather, .month,
            measures: [.severityHistogram, .sum(.temperature), .sum(.visibility), .sum(.humidity), .sum(.windSpeed)]),
        CubeSpec("peers.conditions", by: .weather, .temperatureCategory, .visibilityCategory, .season, measures: [.severityHistogram]),
        CubeSpec("peers.equipment", by: .state, .flags, measures: [.severityHistogram, .sum(.safetyScore)]),
        CubeSpec("peers.grid", by: .state, .latitudeCell(perDegree: 50), .longitudeCell(perDegree: 50), measures: [.severityHistogram]),
        CubeSpec("peers.moments", by: .severity, measures: [.count] + moments),
    ]

    private static let moments: [Measure] = [
        .temperature, .visibility, .humidity, .windSpeed, .infrastructureCount, .distance,
    ].flatMap { (quantity: Quantity) in [.sum(quantity), .sumOfSquares(quantity)] }
}
