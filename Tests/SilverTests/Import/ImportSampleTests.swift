import Foundation
import TestSupport
import Testing

@testable import Silver
@testable import SilverImport

@Suite("The real sample")
struct ImportSampleTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let data = environment["DATAMART_TEST_DATA"]

    /// pandas reads the CSV, pyarrow our files and those that Spark wrote: all columns and both derived tables must agree.
    @Test(.enabled(if: data != nil && environment["DATAMART_TEST_PYTHON"] != nil))
    func equalsSparkAndPandas() async throws {
        let folder = try TemporaryFolder(), data = Self.data ?? ""
        let report = try await ImportFixture.run(["\(data)/us_accidents_sample.csv.gz"], into: folder) { $0.today = nil }
        #expect(report.rowsAccepted == 15_625 && report.rowsRejected == 0 && report.copies == 0 && report.nulled.isEmpty)
        let outcome = try await Python.run("Tests/SilverTests/Fixtures/compare_import.py", [data, folder / "silver"])
        #expect(outcome.output == "15625 rows equal, 945 with a fraction\n" && outcome.status == 0)
    }
}
