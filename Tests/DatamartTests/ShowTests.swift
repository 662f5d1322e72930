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
        let drift = RowBatch([
            .text(["a, \"b\"", "hour"]), .doubles([nil, 0.3104]), .doubles([nil, 0.25]), .text([nil, "major"]), .text([nil, "2022-01/2022-03"]),
            .text([nil, "2023-01/2023-03"]), .integers([0, 12345]), .integers([0, 7]), .doubles([nil, 0]), .doubles([nil, 0]),
        ])
        try await publication.append(drift, to: .dataDrift)
        try await publication.create(.kpisWeather)
        let weather = RowBatch([
            .text(["CA", "US"]), .text(["Rain", "Rain"]), .text(["All", "All"]), .integers([10, 100]), .doubles([2.5, 2.25]), .doubles([0.4, 0.3]),
            .doubles([0.2, 0.25]), .doubles([0.6, 0.35]), .text(["{\"1\": 0.00}", "{\"1\": 1.00}"]), .doubles([1, 1]), .doubles([1.1, 1]),
            .doubles([nil, 40]), .doubles([nil, 50]), .doubles([nil, 9]), .doubles([nil, 8]),
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
