import Gold
import Testing

@testable import GoldMySQL

/// How much of Gold a server should keep in memory.
@Suite struct MemoryAdviceTests {
    private static let tables = [("accidents_summary", 1_500), ("hotspots", 100)].map { name, megabytes in
        OptimizationReport.Table(
            name: name, rows: 1, estimatedRows: 1, dataBytes: megabytes << 19, indexBytes: megabytes << 19, freeBytes: 7 << 30)
    }

    @Test("Less than a quarter: half of it is proposed, never carried out")
    func tooLittle() throws {
        let proposal = try #require(Optimizer.memory(128 << 20, for: Self.tables))
        #expect(proposal.table == "accidents_summary" && !proposal.isSafe)
        #expect(proposal.statement == "SET GLOBAL innodb_buffer_pool_size = \(896 << 20)")
        #expect(proposal.reason.contains("128 MB") && proposal.reason.contains("1600") && proposal.reason.contains("896M"))
        #expect(Optimizer.memory(896 << 20, for: Self.tables) == nil)
    }

    @Test("A quarter, or nothing published: nothing is proposed")
    func enough() {
        #expect(Optimizer.memory(400 << 20, for: Self.tables) == nil)
        #expect(Optimizer.memory(5 << 20, for: []) == nil)
    }
}
