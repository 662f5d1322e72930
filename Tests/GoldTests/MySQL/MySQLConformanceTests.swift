import Gold
import GoldMySQL
import TestSupport
import Testing

@Suite("MySQL store: conformance", .enabled(if: TestServer.isAvailable))
struct MySQLConformanceTests {
    @Test(arguments: GoldStoreConformance.checks)
    func conforms(_ check: ConformanceCheck) async throws {
        try await check.run(MySQLProbe())
    }
}
