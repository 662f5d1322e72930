import Cubes
import Datamart
import Foundation
import GRDB
import Gold
import Pipeline
import Silver
import SilverImport
import TestSupport
import Testing

/// A run that takes over what did not change publishes what a run of everything publishes.
@Suite struct IncrementalRunTests {
    @Test func everyTableEqualsThatOfAFullRun() async throws {
        let folder = try TemporaryFolder()
        let silver = (folder.path + "/silver")
        _ = try await SampleGenerator(rows: 3_000, seed: 5, warehouse: silver).run()
        let table = silver + "/accidents_warehouse.db/accidents_clean"
        let (first, second) = (table + "/accident_year=2019/accident_month=4", table + "/accident_year=2021/accident_month=11")
        let away = (folder.path + "/away")

        #expect(try await run(folder, silver, "incremental").partitionsScanned == 86)
        try FileManager.default.moveItem(atPath: first, toPath: away)
        #expect(try await run(folder, silver, "incremental").partitionsScanned == 0, "a partition is gone")
        try FileManager.default.moveItem(atPath: away, toPath: first)
        try touch(second)
        let last = try await run(folder, silver, "incremental")
        #expect(last.partitionsScanned == 2, "one is new, one changed")
        #expect(try ledgerModes((folder.path + "/incremental.db")) == ["full", "partial", "partial"])

        _ = try await run(folder, silver, "full")
        for table in GoldCatalog.content where ![.datamartQuality, .mlModelPerformance].contains(table) {
            #expect(try rows(table, (folder.path + "/incremental.db")) == rows(table, (folder.path + "/full.db")), "\(table.name)")
        }
    }

    private func run(_ folder: TemporaryFolder, _ silver: String, _ name: String) async throws -> RunResult {
        var configuration = DatamartConfiguration()
        configuration.silver.warehouse = silver
        configuration.goldTarget = .sqlite(path: folder.path + "/" + name + ".db")
        return try await DatamartApp(configuration).run()
    }

    /// Gives the files of a partition another time.
    private func touch(_ partition: String) throws {
        for file in try FileManager.default.contentsOfDirectory(atPath: partition) {
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1_700_000_000)], ofItemAtPath: partition + "/" + file)
        }
    }

    private func ledgerModes(_ path: String) throws -> [String] {
        try DatabaseQueue(path: path).read { try String.fetchAll($0, sql: "SELECT mode FROM datamart_runs ORDER BY data_version") }
    }

    /// What a reader sees, but for surrogate ids and times.
    private func rows(_ table: GoldTable, _ path: String) throws -> [Row] {
        let columns = table.writtenColumns.filter { $0.name != "last_updated" }.map { "\"\($0.name)\"" }.joined(separator: ", ")
        return try DatabaseQueue(path: path).read { try Row.fetchAll($0, sql: "SELECT \(columns) FROM \(table.name) ORDER BY \(columns)") }
    }
}
