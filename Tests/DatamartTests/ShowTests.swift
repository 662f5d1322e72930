import Datamart
import Foundation
import Gold
import GoldSQLite
import TestSupport
import Testing

@testable import DatamartCLI

/// `datamart show` on a Gold made for it.
@Suite struct ShowTests {
    /// A published `data_drift` and `kpis_weather`, and no other table.
    private func gold() async throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let publication = try await SQLiteGoldStore(path: folder / "gold.db").beginPublication(runID: "r1")
        try await publication.create(.dataDrift)
        let drift = try RowBatch(
            for: .dataDrift,
            [
                "feature": .text(["a, \"b\"", "hour"]), "psi": .doubles([nil, 0.3104]), "js_distance": .doubles([nil, 0.25]),
                "drift_level": .text([nil, "major"]), "reference_period": .text([nil, "2022-01/2022-03"]),
                "current_period": .text([nil, "2023-01/2023-03"]), "reference_count": .integers([0, 12345]), "current_count": .integers([0, 7]),
                "reference_null_share": .doubles([nil, 0]), "current_null_share": .doubles([nil, 0]),
            ])
        try await publication.append(drift, to: .dataDrift)
        try await publication.create(.kpisWeather)
        let weather = try RowBatch(
            for: .kpisWeather,
            [
                "state": .text(["CA", "US"]), "weather_category": .text(["Rain", "Rain"]), "season": .text(["All", "All"]),
                "accident_count": .integers([10, 100]), "severity_avg": .doubles([2.5, 2.25]), "severe_share": .doubles([0.4, 0.3]),
                "severe_share_ci_low": .doubles([0.2, 0.25]), "severe_share_ci_high": .doubles([0.6, 0.35]),
                "severity_distribution": .text(["{\"1\": 0.00}", "{\"1\": 1.00}"]), "seasonal_factor": .doubles([1, 1]),
                "danger_ratio": .doubles([1.1, 1]), "avg_temperature": .doubles([nil, 40]), "avg_humidity": .doubles([nil, 50]),
                "avg_visibility": .doubles([nil, 9]), "avg_wind_speed": .doubles([nil, 8]),
            ])
        try await publication.append(weather, to: .kpisWeather)
        try await publication.commit(RunRecord(runID: "r1", mode: .full, startedAt: 0, status: .succeeded))
        return folder
    }

    private func show(_ arguments: String..., in folder: TemporaryFolder) async throws -> Command.Outcome {
        try await BuiltCommand.run(["show"] + arguments + ["--gold", "sqlite:gold.db"], in: folder)
    }

    @Test func aTableIsAlignedAndHasNoColorsOffATerminal() async throws {
        let outcome = try await show("drift", in: try await gold())
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(
            outcome.output
                == """
                feature    PSI  JS distance  drift  from             accidents  to               accidents
                ───────  ─────  ───────────  ─────  ───────────────  ─────────  ───────────────  ─────────
                hour     0.310        0.250  major  2022-01/2022-03     12,345  2023-01/2023-03          7
                a, "b"       –            –  –      –                        0  –                        0

                """)
    }

    @Test func intervalsAndCountsStandBesideTheirFigures() async throws {
        let outcome = try await show("weather", "--state", "ca", in: try await gold())
        #expect(outcome.output.contains("40.0 % (20.0–60.0)") && outcome.output.contains("  10  ") && !outcome.output.contains("30.0 %"))
        #expect(try await show("weather", in: try await gold()).output.contains("30.0 % (25.0–35.0)"), "the country unless a state is named")
    }

    @Test func programsGetTheTablesColumnsWithAllDigits() async throws {
        let folder = try await gold()
        let csv = try await show("drift", "--format", "csv", in: folder).output
        #expect(csv.hasPrefix("feature,psi,js_distance,drift_level,") && csv.contains("\n\"a, \"\"b\"\"\",,,,,,0,0,,\n"))
        #expect(csv.contains("hour,0.3104,0.25,major,2022-01/2022-03,2023-01/2023-03,12345,7,0.0,0.0\n"))
        let lines = try await show("weather", "--format", "json", in: folder).output.split(separator: "\n")
        let row = try #require(try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any])
        #expect(lines.count == 1 && row["accident_count"] as? Int == 100 && (row["severity_distribution"] as? [String: Double]) == ["1": 1])
    }

    @Test func topLimitsTheRows() async throws {
        let output = try await show("drift", "--top", "1", "--format", "csv", in: try await gold()).output
        #expect(output.split(separator: "\n").count == 2)
    }

    @Test(
        arguments: [
            (["drift", "--top", "0"], 64, "--top"), (["drift", "--state", "XX"], 64, "--state takes two letters"), (["wether"], 64, "wether"),
            (["hotspots"], 5, "no such table"), (["drift", "--gold", "none"], 5, "--gold sqlite:PATH"), ([], 64, "<WHAT>"),
            (["drift", "--gold", "sqlite:missing.db"], 5, "datamart run"),
        ] as [([String], Int32, String)])
    func mistakesHaveTheirExitCode(arguments: [String], status: Int32, said: String) async throws {
        let folder = try await gold()
        let gold = arguments.contains("--gold") ? [] : ["--gold", "sqlite:gold.db"]
        let outcome = try await BuiltCommand.run(["show"] + arguments + gold, in: folder)
        #expect(outcome.status == status && outcome.errors.contains(said), "\(outcome.status) \(outcome.errors)")
    }
}
