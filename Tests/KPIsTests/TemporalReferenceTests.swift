import Cubes
import KPIs
import Testing

/// Every row and column of kpis_temporal for four states of the real sample, against `Tests/Reference/temporal.py` (pandas, statsmodels,
/// pymannkendall, scipy).
@Suite struct TemporalReferenceTests {
    @Test func everyColumnAgreesWithTheReference() throws {
        let rows = try TemporalKPI.derive(
            daily: .numbered(.daily, "Fixtures/daily_cube.tsv"), hourly: .numbered(.hourly, "Fixtures/hourly_cube.tsv"))
        let expected = try Table("Expected/kpis_temporal.tsv")
        try #require(rows.count == expected.rows.count)
        let differing = zip(rows, expected.rows).filter { !agree($0, $1) }
        #expect(differing.isEmpty, "\(differing.count) rows differ, first \(differing.prefix(3))")
        #expect(Set(rows.map(\.trendDirection)) == [.up, .down, .stable, nil], "the sample shows every outcome")
    }

    private func agree(_ row: TemporalKPI, _ fields: [String]) -> Bool {
        [row.periodType.rawValue, row.periodValue, row.state, String(row.accidentCount)] == Array(fields[0...3])
            && agreeing(row.severityAvg, fields[4]) && row.trendDirection?.rawValue ?? "" == fields[5]
            && agreeing(row.seasonalFactor, fields[6]) && agreeing(row.dailyAverage, fields[7]) && (row.isPartial ? "1" : "0") == fields[8]
    }
}

extension Cube {
    /// The cube of `spec`, whose first dimension is the state and whose others are numbers, from a table of its keys and severities.
    static func numbered(_ spec: CubeSpec, _ path: String) throws -> Cube {
        let table = try Table(path)
        let states = try table.column("state")
        let dictionary = Set(states).sorted()
        let numbers = try spec.dimensions.dropFirst().map { try table.column($0.name).map { Int32($0) ?? Cube.nullKey } }
        let histogram = try (1...4).map { try table.column("severity_\($0)").map { Int64($0) ?? 0 } }
        return Cube(
            spec: spec, keys: [states.map { Int32(dictionary.firstIndex(of: $0) ?? -1) }] + numbers,
            dictionaries: [dictionary] + numbers.map { _ in [] }, columns: histogram)
    }
}
