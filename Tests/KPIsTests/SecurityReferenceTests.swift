import Cubes
import KPIs
import Testing

/// Every row and column of kpis_security on the real sample, against `Tests/Reference/security.py` (pandas and scipy).
@Suite struct SecurityReferenceTests {
    @Test func everyColumnAgreesWithTheReference() throws {
        let cube = try Cube.sampleCities()
        let rows = try SecurityKPI.derive(from: cube, span: .sample(), population: Population.shared())
        let expected = try Table("Expected/kpis_security.tsv")
        try #require(rows.count == expected.rows.count)
        let names = Dictionary(uniqueKeysWithValues: expected.columns.enumerated().map { ($0.element, $0.offset) })
        let differences = zip(rows, expected.rows).flatMap { row, fields in
            columns(row).filter { !$0.agrees(fields[names[$0.name] ?? 0]) }.map { "\(row.state) \(row.city ?? ""): \($0.name)" }
        }
        #expect(differences.isEmpty, "\(differences.count) figures differ, first \(differences.prefix(5))")
    }

    /// No place of the sample is high at 2.5; at 2.2 many are.
    @Test func dangerLevelsFollowFromTheReferencesIndices() throws {
        let rows = try SecurityKPI.derive(
            from: .sampleCities(), span: .sample(), population: Population.shared(), thresholds: KPIThresholds(highDanger: 2.2))
        let expected = try Table("Expected/kpis_security.tsv").column("danger_index").map { (Double($0) ?? 0) >= 2.2 }
        #expect(rows.map { $0.dangerLevel == .high } == expected)
        #expect(expected.contains(true) && expected.contains(false))
    }

    @Test func almostAllAccidentsLieInCitiesWithAPopulation() throws {
        let cube = try Cube.sampleCities()
        let rows = try SecurityKPI.derive(from: cube, span: .sample(), population: Population.shared())
        let coverage = try #require(SecurityKPI.populationCoverage(rows))
        #expect(coverage > 0.97 && coverage < 0.98)
    }

    /// A column of a row: its value as text, which must be equal, or as a figure, which must be near.
    private struct Column {
        var name: String
        var text: String?
        var figure: Double?

        init(_ name: String, _ text: String?) { (self.name, self.text) = (name, text ?? "") }
        init(_ name: String, _ figure: Double?) { (self.name, self.figure) = (name, figure) }

        func agrees(_ field: String) -> Bool { text.map { $0 == field } ?? agreeing(figure, field) }
    }

    private func columns(_ row: SecurityKPI) -> [Column] {
        [
            Column("state", row.state), Column("city", row.city), Column("severity_distribution", row.severityDistribution),
            Column("hotspot_rank", row.hotspotRank.map(String.init)), Column("accident_count", String(row.accidentCount)),
            Column("population", row.population.map(String.init)), Column("accident_rate_per_100k", row.accidentRatePer100k),
            Column("danger_index", row.dangerIndex), Column("rate_ci_low", row.rateCILow), Column("rate_ci_high", row.rateCIHigh),
            Column("rate_eb", row.rateEB), Column("severe_share", row.severeShare), Column("severe_share_ci_low", row.severeShareCILow),
            Column("severe_share_ci_high", row.severeShareCIHigh), Column("danger_index_raw", row.dangerIndexRaw),
            Column("danger_level", row.dangerLevel.rawValue),
        ]
    }
}
