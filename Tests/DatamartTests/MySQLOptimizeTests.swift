import Datamart
import Foundation
import Gold
import TestSupport
import Testing

@testable import DatamartCLI

/// `datamart optimize` on a Gold that a run has published.
@Suite("MySQL: optimize", .enabled(if: TestServer.isAvailable))
struct MySQLOptimizeTests {
    @Test("A published Gold needs nothing: every index serves a query, and partitions are pruned; times are measured when asked for")
    func published() async throws {
        let (_, database) = try await Self.publish()
        let report = try #require(try await app(database).optimize(timing: 3))
        #expect(report.proposals.isEmpty && report.applied.isEmpty, "\(report.proposals)")
        #expect(report.queries.map(\.name) == NamedQuery.all.filter { $0.index != nil }.map(\.summary))
        for table in [GoldTable.accidentsSummary, .kpisSecurity, .kpisTemporal] {
            for query in report.queries where query.table == table.name {
                #expect(query.indexes.contains(query.intendedIndex) && query.access != ["ALL"], "\(query)")
            }
            let unused = report.indexes.filter { $0.table == table.name && $0.isUnused }
            #expect(unused.isEmpty, "\(unused)")
        }
        let state = try #require(report.queries.first { $0.intendedIndex == "idx_state_date" })
        #expect(state.partitions?.count == 1 && state.partitionCount == 9)
        #expect(report.queries.first { $0.intendedIndex == "idx_location" }?.partitions?.count == 9)
        #expect(report.queries.allSatisfy { query in query.latency.map { $0.runs == 3 && 0 < $0.p50 && $0.p50 <= $0.max } ?? false })
        let summary = try #require(report.tables.first)
        #expect(summary.name == "accidents_summary" && summary.rows == 3_000 && summary.bytesPerRow ?? 0 > 100)
        let text = OptimizationSummary(report).text(colors: false)
        #expect(text.contains("p99 ms") && text.contains(", 1 of 9 ") && text.contains("Nothing to propose."), "\(text)")
        // GOLD's own indexes overlap here and there; that is said, and left.
        #expect(report.indexes.first { $0.name == "idx_danger_index" }?.duplicateOf == "idx_security_api")
    }

    @Test("An index, a partition and statistics that are gone: proposed, and brought back by --apply; dropping is proposed alone")
    func damaged() async throws {
        let (folder, database) = try await Self.publish()
        try database.sql(
            """
            ALTER TABLE accidents_summary DROP KEY idx_temporal, ADD KEY idx_mine (state);
            ALTER TABLE accidents_summary REORGANIZE PARTITION p2022, p2023, p_future INTO (PARTITION p_future VALUES LESS THAN MAXVALUE);
            ALTER TABLE agg_hourly ADD KEY idx_b (weekday, hour), ADD KEY idx_a (weekday, hour);
            UPDATE mysql.innodb_table_stats SET n_rows = 7 WHERE database_name = DATABASE() AND table_name = 'agg_daily';
            RENAME TABLE agg_daily TO aside, aside TO agg_daily; ANALYZE TABLE accidents_summary
            """)
        let found = try await optimize("--json", in: folder, database)
        let hour = try #require(found.queries.first { $0.intendedIndex == "idx_temporal" })
        #expect(hour.isFullScan && hour.indexes.isEmpty)
        #expect(
            found.proposals.map(\.statement) == [
                "ALTER TABLE `accidents_summary` ADD KEY `idx_temporal` (`accident_date`, `accident_hour`)",
                "ALTER TABLE `accidents_summary` DROP KEY `idx_mine`", "ALTER TABLE `agg_hourly` DROP KEY `idx_b`",
                "ALTER TABLE `accidents_summary` REORGANIZE PARTITION p_future INTO "
                    + "(PARTITION p2022 VALUES LESS THAN (2023), PARTITION p_future VALUES LESS THAN MAXVALUE)",
                "ALTER TABLE `accidents_summary` REORGANIZE PARTITION p_future INTO "
                    + "(PARTITION p2023 VALUES LESS THAN (2024), PARTITION p_future VALUES LESS THAN MAXVALUE)",
                "ANALYZE TABLE `accidents_summary`", "ANALYZE TABLE `agg_daily`",
            ])
        #expect(found.proposals[0].reason.contains("\"accidents of an hour\" is a full scan of "))
        #expect(found.proposals.last?.reason.hasPrefix("its statistics are stale: the server takes it for 7 rows") == true)
        #expect(found.proposals[1].reason == "index idx_mine is the beginning of idx_location")
        let rows = try database.sql("SELECT * FROM accidents_summary ORDER BY id")
        let applied = try await optimize("--apply", "--json", in: folder, database)
        #expect(applied.applied.map(\.statement) == found.proposals.map(\.statement).filter { !$0.contains("DROP") })
        #expect(applied.proposals == found.proposals.filter { $0.statement.contains("DROP") })
        #expect(applied.queries.first { $0.intendedIndex == "idx_temporal" }?.indexes == ["idx_temporal"])
        #expect(try database.sql("SELECT * FROM accidents_summary ORDER BY id") == rows)
        let keys = "SELECT DISTINCT INDEX_NAME FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND INDEX_NAME LIKE 'idx_%'"
        #expect(try Set(["idx_temporal", "idx_mine", "idx_a", "idx_b"]).isSubset(of: database.lines(keys)))
        let partitions = "SELECT COUNT(*) FROM information_schema.PARTITIONS WHERE TABLE_SCHEMA = DATABASE() AND PARTITION_NAME LIKE 'p20%'"
        #expect(try database.lines(partitions) == ["8"])
    }

    @Test("What the server counts of its indexes is told", .enabled(if: TestServer.isPrivate))
    func reads() async throws {
        let (_, database) = try await Self.publish()
        try database.sql("SET GLOBAL userstat = 1; ALTER TABLE kpis_temporal ADD KEY idx_mine (trend_direction, accident_count)")
        defer { _ = try? database.sql("SET GLOBAL userstat = 0") }
        let unread = try await app(database).optimize()?.proposals.first
        #expect(unread?.statement == "ALTER TABLE `kpis_temporal` DROP KEY `idx_mine`" && unread?.reason.hasSuffix(", nor did others") == true)
        try database.sql("SELECT COUNT(*) FROM kpis_temporal FORCE INDEX (idx_mine) WHERE trend_direction = 'stable'")
        let report = try #require(try await app(database).optimize())
        #expect(report.indexes.first { $0.name == "idx_mine" }?.reads ?? 0 > 0)
        #expect(report.proposals.isEmpty, "\(report.proposals)")
    }

    @Test("Where there is nothing to look at, it says so")
    func nothingThere() async throws {
        let (folder, database) = (try TemporaryFolder(), try TestDatabase())
        func errors(status: Int32, _ target: String) async throws -> String {
            let outcome = try await BuiltCommand.run(["optimize", "--gold", target], in: folder, environment: database.environment)
            #expect(outcome.status == status)
            return outcome.errors + outcome.output
        }
        #expect(try await errors(status: 5, database.target()).contains("nothing has been published there"))
        try database.sql(GoldDialect.mariadb.schema)
        #expect(try await errors(status: 5, database.target()).contains("no rows to make queries of"))
        try database.sql("DROP TABLE hotspots")
        #expect(try await errors(status: 5, database.target()).contains("tables are missing: hotspots; `datamart migrate` makes them"))
        #expect(try await errors(status: 5, database.target() + "_not_there").contains("CREATE DATABASE"))
        #expect(try await errors(status: 0, "sqlite:gold.db") == "An SQLite Gold needs no care: every publication leaves it indexed and analyzed.\n")
        #expect(try await errors(status: 64, "none").contains("there is no Gold to look after"))
    }

    // MARK: What the tests share

    /// A Gold of 3,000 generated accidents.
    private static func publish() async throws -> (TemporaryFolder, TestDatabase) {
        let (folder, database) = (try TemporaryFolder(), try TestDatabase())
        let made = try await BuiltCommand.run(["generate", "--rows", "3000", "--silver", "s"], in: folder)
        let published = try await BuiltCommand.run(
            ["run", "--silver", "s", "--gold", database.target()], in: folder, environment: database.environment)
        try #require(made.status == 0 && published.status == 0, "\(made.errors) \(published.errors)")
        return (folder, database)
    }

    private func app(_ database: TestDatabase) async throws -> DatamartApp {
        var configuration = DatamartConfiguration()
        configuration.goldTarget = .mysql(database.goldAddress)
        return try await DatamartApp(configuration)
    }

    private func optimize(_ arguments: String..., in folder: TemporaryFolder, _ database: TestDatabase) async throws -> OptimizationReport {
        let outcome = try await BuiltCommand.run(
            ["optimize", "--gold", database.target()] + arguments, in: folder, environment: database.environment)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(OptimizationReport.self, from: Data(outcome.output.utf8))
    }
}

/// The quantiles of times.
@Suite struct LatencyTests {
    @Test func quantilesAreOfTheNearestRank() {
        let latency = OptimizationReport.Latency(milliseconds: (1...200).map(Double.init).shuffled())
        #expect(latency.runs == 200 && latency.p50 == 100 && latency.p99 == 198 && latency.max == 200)
        #expect(OptimizationReport.Latency(milliseconds: [7]).p99 == 7)
    }
}
