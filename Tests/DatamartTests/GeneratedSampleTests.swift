import Datamart
import Pipeline
import SilverImport
import TestSupport
import Testing

/// What the figures of a generated sample are good for: rates and hotspots are there, as with real accidents.
@Suite struct GeneratedSampleTests {
    @Test func citiesHavePopulationsAndHotspotsAreFound() async throws {
        let folder = try TemporaryFolder()
        _ = try await SampleGenerator(rows: 40_000, seed: 1, warehouse: folder / "silver").run()
        var configuration = DatamartConfiguration()
        configuration.silver.warehouse = folder / "silver"
        configuration.goldTarget = .sqlite(path: folder / "gold.db")
        let result = try await DatamartApp(configuration).run()
        let share = try #require(result.populationShare)
        #expect(share >= 0.95, "share of accidents in cities with a population")
        let zones = try goldRows(folder / "gold.db", "SELECT accident_count FROM hotspots ORDER BY rank")
        #expect(zones.count >= 5 && zones.allSatisfy { Int($0) ?? 0 >= 50 }, "accidents of the zones: \(zones)")
    }
}
