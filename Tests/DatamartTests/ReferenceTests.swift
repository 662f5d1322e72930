import Datamart
import Foundation
import TestSupport
import Testing

/// Every figure of a published Gold against the same figures by pandas, scipy, statsmodels and esda (`Tests/Reference/gold.py`).
///
/// kpis_temporal has a test of its own on four states; on all it takes pymannkendall half a minute. Larger data are compared by hand, as the script says.
@Suite("Gold against another computation", .enabled(if: RealData.isThere && Python.path != nil))
struct ReferenceTests {
    @Test("The real sample, thresholds lowered so that there are hotspots")
    func sample() async throws {
        let folder = try TemporaryFolder()
        var configuration = DatamartConfiguration()
        configuration.silver.warehouse = RealData.path("silver_hive")
        configuration.goldTarget = .sqlite(path: folder / "gold.db")
        configuration.thresholds.hotspotMinAccidents = 3
        _ = try await DatamartApp(configuration).run()
        let outcome = try compare(RealData.path("silver_hive"), folder / "gold.db", "--hotspot-minimum", "3", "--no-temporal")
        #expect(outcome.status == 0, "\(outcome.output)")
        #expect(outcome.output.contains("hotspots: 50 rows") && outcome.output.split(separator: "\n").count == 12, "\(outcome.output)")
        // Figures that are there at all, so that agreement is not that of nulls.
        let judged = try goldRows(folder / "gold.db", "SELECT count(*) FROM kpis_infrastructure WHERE q_value < 0.05 AND heterogeneity_p > 0")
        let trends = try goldRows(folder / "gold.db", "SELECT DISTINCT trend_direction FROM kpis_temporal ORDER BY 1")
        #expect(Int(judged[0]) ?? 0 > 50 && trends == ["∅", "down", "stable", "up"])
    }

    private func compare(_ arguments: String...) throws -> (status: Int32, output: String) {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let process = Process()
        process.executableURL = URL(filePath: Python.path ?? "")
        process.arguments =
            [root.appending(path: "Tests/Reference/gold.py").path] + arguments
            + ["--resources", root.appending(path: "Sources/KPIs/Resources").path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.bytes()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
