import Accidents
import Datamart
import Foundation
import Gold
import Pipeline
import Silver
import SilverImport
import TestSupport
import Testing

@Suite("From the published CSV to Gold", .enabled(if: RealData.isThere))
struct EndToEndTests {
    @Test("The sample: every row is published, and the figures are the known ones")
    func sample() async throws {
        let folder = try TemporaryFolder()
        let report = try await importSample(into: folder / "silver")
        let result = try await run(silver: folder / "silver", gold: folder / "gold.db")
        #expect(report.rowsAccepted == 15_625)
        #expect(result.counts.rowsRead == 15_625)
        #expect(result.counts.rowsRejected == 0)
        #expect(try goldRows(folder / "gold.db", "SELECT count(*) FROM accidents_summary") == ["15625"])
        #expect(
            try goldRows(folder / "gold.db", "SELECT severity, count(*) FROM accidents_summary GROUP BY 1 ORDER BY 1")
                == ["1|113", "2|12577", "3|2556", "4|379"])
        #expect(
            try goldRows(folder / "gold.db", "SELECT sum(accident_count) FROM kpis_security WHERE city IS NULL AND state <> 'US'") == ["15625"])
        #expect(try goldRows(folder / "gold.db", "SELECT status, data_version, rows_accepted FROM datamart_runs") == ["succeeded|1|15625"])
    }

    @Test("Rows whose time has fractional seconds are there like any other")
    func fractionalSeconds() async throws {
        let folder = try TemporaryFolder()
        _ = try await importSample(into: folder / "silver")
        _ = try await run(silver: folder / "silver", gold: folder / "gold.db")
        let expected = try fractionalIdentifiers()
        let published = Set(try goldRows(folder / "gold.db", "SELECT id FROM accidents_summary"))
        #expect(expected.count == 945)
        #expect(expected.allSatisfy(published.contains))
    }

    @Test("Silver written by Spark gives the same Gold, row for row")
    func sparkWarehouse() async throws {
        let folder = try TemporaryFolder()
        _ = try await importSample(into: folder / "silver")
        _ = try await run(silver: folder / "silver", gold: folder / "ours.db")
        _ = try await run(silver: RealData.path("silver_hive"), gold: folder / "spark.db")
        for table in Self.comparable {
            let ours = try goldRows(folder / "ours.db", table)
            #expect(!ours.isEmpty)
            #expect(try ours == goldRows(folder / "spark.db", table))
        }
    }

    @Test("TIMESTAMP_NTZ in Zstandard files gives the rows of the same accidents in the CSV")
    func localTimestamps() async throws {
        let folder = try TemporaryFolder()
        _ = try await importSample(into: folder / "silver")
        _ = try await run(silver: folder / "silver", gold: folder / "ours.db")
        let result = try await run(silver: RealData.path("silver_hive_ntz"), gold: folder / "ntz.db")
        #expect(result.counts.rowsAccepted == 886)
        let columns = "SELECT * FROM accidents_summary"
        #expect(
            try goldRows(folder / "ours.db", columns + " WHERE accident_date < '2017-01-01' ORDER BY id")
                == goldRows(
                    folder / "ntz.db", columns + " ORDER BY id"))
    }

    @Test("At least 97 % of the sample's accidents lie in cities with a population")
    func populationShare() async throws {
        let result = try await run(silver: RealData.path("silver_hive"), gold: nil)
        let share = try #require(result.populationShare)
        #expect(share >= 0.97)
    }

    @Test("A run that a gate stops leaves the previous version, and a trace in the ledger")
    func gateKeepsPrevious() async throws {
        let folder = try TemporaryFolder()
        _ = try await run(silver: RealData.path("silver_hive_ntz"), gold: folder / "gold.db")
        let before = try goldRows(folder / "gold.db", "SELECT * FROM accidents_summary ORDER BY id")
        let broken = folder / "broken"
        try SilverFixture.write([AccidentFixture("A-1"), AccidentFixture("A-2") { $0.severity = 9 }], to: broken + "/accidents_clean/part-0.orc")
        let failure = await #expect(throws: QualityGateFailure.self) { try await run(silver: broken, gold: folder / "gold.db") }
        #expect(failure?.report.failures.contains { $0.metric == "rejected_share" } == true)
        #expect(try goldRows(folder / "gold.db", "SELECT * FROM accidents_summary ORDER BY id") == before)
        #expect(try goldRows(folder / "gold.db", "SELECT status FROM datamart_runs ORDER BY started_at, status DESC") == ["succeeded", "gated"])
    }

    /// The columns that follow from the data alone; ids and times are the run's.
    static let comparable = [
        "SELECT * FROM accidents_summary ORDER BY id",
        """
        SELECT state, city, accident_rate_per_100k, danger_index, severity_distribution, hotspot_rank, accident_count, population, rate_ci_low,
        rate_ci_high, rate_eb, severe_share, severe_share_ci_low, severe_share_ci_high, danger_index_raw, danger_level FROM kpis_security ORDER BY id
        """,
    ]

    private func importSample(into warehouse: String) async throws -> ImportReport {
        try await CSVImport(CSVImportOptions(inputs: [.file(RealData.path("us_accidents_sample.csv.gz"))], warehouse: SilverWarehouse(warehouse))).run
        { _ in }
    }

    private func run(silver: String, gold: String?) async throws -> RunResult {
        var configuration = DatamartConfiguration()
        configuration.silver.warehouse = silver
        configuration.goldTarget = gold.map { .sqlite(path: $0) } ?? .some(.none)
        return try await DatamartApp(configuration).run()
    }

    /// Identifiers of the sample's rows whose Start_Time has a fraction, found by text alone.
    private func fractionalIdentifiers() throws -> [String] {
        let text = try Command.output("zcat", [RealData.path("us_accidents_sample.csv.gz")])
        return text.split(separator: "\n").dropFirst().compactMap { line in
            let fields = line.split(separator: ",", maxSplits: 4, omittingEmptySubsequences: false)
            return fields.count == 5 && fields[3].contains(".") ? String(fields[0]) : nil
        }
    }
}
