import Datamart
import Foundation
import Pipeline
import TestSupport
import Testing

/// Every figure of a published Gold against the same figures by pandas, scipy, statsmodels and esda (`Tests/Reference/gold.py`).
///
/// kpis_temporal has a test of its own on four states; on all it takes pymannkendall half a minute. Larger data are compared by hand, as the script says.
@Suite("Gold against another computation", .enabled(if: Python.path != nil))
struct ReferenceTests {
    @Test("The real sample, thresholds lowered so that there are hotspots", .enabled(if: RealData.isThere))
    func sample() async throws {
        let folder = try TemporaryFolder()
        var configuration = DatamartConfiguration()
        configuration.silver.warehouse = RealData.path("silver_hive")
        configuration.goldTarget = .sqlite(path: folder / "gold.db")
        configuration.thresholds.hotspotMinAccidents = 3
        _ = try await DatamartApp(configuration).run()
        let outcome = try await run(
            "gold.py", RealData.path("silver_hive"), folder / "gold.db", "--resources", projectFolder.appending(path: "Sources/KPIs/Resources").path,
            "--hotspot-minimum", "3", "--no-temporal")
        #expect(outcome.status == 0, "\(outcome.output)")
        #expect(outcome.output.contains("hotspots: 50 rows") && outcome.output.split(separator: "\n").count == 12, "\(outcome.output)")
        // Figures that are there at all, so that agreement is not that of nulls.
        let judged = try goldRows(folder / "gold.db", "SELECT count(*) FROM kpis_infrastructure WHERE q_value < 0.05 AND heterogeneity_p > 0")
        let trends = try goldRows(folder / "gold.db", "SELECT DISTINCT trend_direction FROM kpis_temporal ORDER BY 1")
        #expect(Int(judged[0]) ?? 0 > 50 && trends == ["∅", "down", "stable", "up"])
    }

    @Test("Models of a generated Silver, against scikit-learn")
    func models() async throws {
        let folder = try TemporaryFolder()
        let generated = try await BuiltCommand.run(["generate", "--rows", "3000", "--silver", "silver"], in: folder)
        try #require(generated.status == 0, "\(generated.errors)")
        let database = folder / "silver/accidents_warehouse.db"
        try #require(try await run("models.py", "make", database).status == 0)
        var configuration = DatamartConfiguration()
        configuration.silver.warehouse = folder / "silver"
        configuration.goldTarget = .sqlite(path: folder / "gold.db")
        let result = try await DatamartApp(configuration).run()
        #expect(result.warnings.allSatisfy { !$0.contains("ml_") } && result.exportSummary.tables["ml_model_performance"] == 3)
        let outcome = try await run("models.py", "compare", database, folder / "gold.db")
        #expect(outcome.status == 0, "\(outcome.output)")
    }

    /// Runs a script of `Tests/Reference`.
    private func run(_ script: String, _ arguments: String...) async throws -> Command.Outcome {
        try await Python.run("Tests/Reference/\(script)", arguments)
    }
}
