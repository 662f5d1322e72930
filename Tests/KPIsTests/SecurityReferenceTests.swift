import Cubes
import KPIs
import Testing

/// Every row and column of kpis_security on the real sample, against `Tests/Reference/security.py` (pandas and scipy).
@Suite struct SecurityReferenceTests {
    @Test func everyColumnAgreesWithTheReference() throws {
        let cube = try Cube.sampleCities()
        let span = try #require(ObservedSpan(cube))
        let rows = try SecurityKPI.derive(from: cube, span: span, population: Population.bundled())
        let expected = try Table("Expected/kpis_security.tsv")
        try #require(rows.count == expected.rows.count)
        for (index, row) in rows.enumerated() {
            let fields = Dictionary(uniqueKeysWithValues: zip(expected.columns, expected.rows[index]))
            expectEqual(row, fields)
        }
    }

    @Test func almostAllAccidentsLieInCitiesWithAPopulation() throws {
        let cube = try Cube.sampleCities()
        let span = try #require(ObservedSpan(cube))
        let rows = try SecurityKPI.derive(from: cube, span: span, population: Population.bundled())
        let coverage = try #require(SecurityKPI.populationCoverage(rows))
        #expect(coverage > 0.97 && coverage < 0.98)
    }

    private func expectEqual(_ row: SecurityKPI, _ fields: [String: String]) {
        let place: Comment = "\(row.state) \(row.city ?? "")"
        #expect(row.state == fields["state"], place)
        #expect(row.city ?? "" == fields["city"], place)
        #expect(row.severityDistribution == fields["severity_distribution"], place)
        #expect(row.hotspotRank == fields["hotspot_rank"].flatMap { Int($0) }, place)
        #expect(row.accidentCount == fields["accident_count"].flatMap { Int64($0) }, place)
        #expect(row.population == fields["population"].flatMap { Int64($0) }, place)
        let figures: [(String, Double?)] = [
            ("accident_rate_per_100k", row.accidentRatePer100k), ("danger_index", row.dangerIndex), ("rate_ci_low", row.rateCILow),
            ("rate_ci_high", row.rateCIHigh), ("rate_eb", row.rateEB), ("severe_share", row.severeShare),
            ("severe_share_ci_low", row.severeShareCILow), ("severe_share_ci_high", row.severeShareCIHigh),
            ("danger_index_raw", row.dangerIndexRaw),
        ]
        for (column, value) in figures {
            #expect(agree(value, fields[column].flatMap { Double($0) }), "\(column) of \(place): \(String(describing: value))")
        }
    }

    /// Within 1e-9 relative; null only with null.
    private func agree(_ value: Double?, _ expected: Double?) -> Bool {
        guard let value, let expected else { return value == nil && expected == nil }
        return abs(value - expected) <= 1e-9 * abs(expected)
    }
}
