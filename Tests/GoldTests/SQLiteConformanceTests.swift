import Testing

@Suite("SQLite store: conformance")
struct SQLiteConformanceTests {
    @Test(arguments: GoldStoreConformance.checks)
    func conforms(_ check: ConformanceCheck) async throws {
        try await check.run(SQLiteProbe())
    }
}
