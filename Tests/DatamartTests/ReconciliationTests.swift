import Accidents
import Datamart
import Foundation
import Gold
import ORC
import Pipeline
import Silver
import TestSupport
import Testing

/// Tables that another job made beside the accidents are compared, and never stop a run.
@Suite struct ReconciliationTests {
    private func run(_ folder: TemporaryFolder) async throws -> RunResult {
        var configuration = DatamartConfiguration()
        configuration.silver.warehouse = folder / "s"
        configuration.qualityGates.minCompleteness = 0
        configuration.goldTarget = .sqlite(path: folder / "gold.db")
        return try await DatamartApp(configuration).run()
    }

    private func differences(_ result: RunResult) -> [String: Double] {
        let findings = result.quality.filter { $0.metric.hasPrefix("differing_") }
        return Dictionary(uniqueKeysWithValues: findings.map { ("\($0.table) \($0.metric.dropFirst("differing_".count))", $0.value) })
    }

    @Test func tablesOfTheSameAccidentsAgree() async throws {
        let folder = try TemporaryFolder()
        #expect(try await BuiltCommand.run(["generate", "--rows", "3000", "--silver", "s"], in: folder).status == 0)
        let result = try await run(folder)
        let found = differences(result)
        #expect(found.count == 6 + 3 + 13 && found.values.allSatisfy { $0 == 0 }, "\(found)")
        #expect(try goldRows(folder / "gold.db", "SELECT count(*) FROM datamart_quality WHERE metric LIKE 'differing%' AND passed = 1") == ["22"])
    }

    /// Two accidents of a state and year, and what is said of them.
    private func silver(columns: [AccidentColumn] = SilverFixture.completeColumns + [.humidity, .visibility]) throws
        -> TemporaryFolder
    {
        let folder = try TemporaryFolder()
        let rows = (1...2).map { index in
            AccidentFixture("A-\(index)") {
                $0.temperature = index == 1 ? 40 : nil
                $0.equipment = index == 1 ? [.stop] : []
            }
        }
        try SilverFixture.write(rows, to: folder / "s/accidents_clean/part-0.orc", columns: columns)
        return folder
    }

    private func write(_ table: SilverTable, _ rows: [(strings: [String?], numbers: [Double?])], year: Int, in folder: TemporaryFolder) throws {
        let path = folder / "s/\(table.rawValue)/\(table.partitionColumns[0])=\(year)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let batch = StructVector(table.schema.children.map(ColumnVector.make))
        batch.reserve(rows.count)
        batch.count = rows.count
        for (index, child) in batch.children.enumerated() {
            child.count = rows.count
            child.hasNulls = true
            if let vector = child as? StringVector {
                vector.fill(with: rows.map { $0.strings[index] })
                continue
            }
            for (row, values) in rows.enumerated() { fill(child, row, values, index) }
        }
        let writer = try ORCWriter(path: path + "/part-0.orc", schema: table.schema)
        try writer.write(batch)
        try writer.close()
    }

    private func fill(_ child: ColumnVector, _ row: Int, _ values: (strings: [String?], numbers: [Double?]), _ index: Int) {
        let value = values.numbers[index - values.strings.count]
        child.present[row] = value == nil ? 0 : 1
        if let vector = child as? IntegerVector { vector.values[row] = Int64(value ?? 0) }
        if let vector = child as? DoubleVector { vector.values[row] = value ?? 0 }
    }

    @Test func differencesAreFindingsThatDoNotStop() async throws {
        let folder = try silver()
        // Accidents, averages of temperature, humidity and visibility, extremes; the last row is of a state that has no accident.
        try write(
            .weather,
            [
                (["CA", "Clear"], [3, 40.0000001, 50, nil, 40, 41]), (["TX", "Rain"], [1, nil, nil, nil, nil, nil]),
                (["PR", "Rain"], [1, nil, nil, nil, nil, nil]),
            ],
            year: 2020, in: folder)
        let result = try await run(folder)
        #expect(result.dataVersion == 1)
        let expected: [String: Double] = [
            "accident_count": 2, "avg_temperature": 0, "avg_humidity": 0, "avg_visibility": 1, "min_temperature": 0, "max_temperature": 1,
        ]
        #expect(differences(result) == Dictionary(uniqueKeysWithValues: expected.map { ("weather_aggregated \($0)", $1) }))
        #expect(
            result.warnings.contains { $0.contains("CA, Clear, 2020: 3 there, 2 in accidents_clean; TX, Rain, 2020: 1 there, no row") },
            "\(result.warnings)")
        #expect(result.warnings.contains { $0.hasPrefix("1 rows of weather_aggregated have no usable state") })
        #expect((result.dataQualityScore ?? 1) < 1)
        #expect(try goldRows(folder / "gold.db", "SELECT value, passed FROM datamart_quality WHERE metric = 'differing_accident_count'") == ["2.0|0"])
    }

    /// Counts and shares by turns: 13 flags of which only Stop is ever true.
    private func flags(stop: Double) -> [Double?] { InfrastructureFlag.allCases.flatMap { [$0 == .stop ? stop : 0, 0] as [Double?] } }

    @Test func equipmentIsComparedByStateAndYear() async throws {
        let folder = try silver()
        try write(
            .infrastructure, [(["CA", "Urban"], [1] + flags(stop: 1) + [3, 3]), (["CA", "Rural"], [1] + flags(stop: 1) + [0, 0])], year: 2020,
            in: folder)
        let differing = differences(try await run(folder)).filter { $0.value > 0 }
        #expect(differing == ["infrastructure_features stop_count": 1])
    }

    @Test func countsWithoutSeverityCannotFeedEquipmentTables() async throws {
        let folder = try silver(columns: SilverFixture.columns + [.weatherCategory])
        try write(.infrastructure, [(["CA", "Urban"], [2] + flags(stop: 1) + [1.5, 3])], year: 2020, in: folder)
        let result = try await run(folder)
        #expect(differences(result) == ["infrastructure_features total_accidents": 0])
        #expect(result.warnings.contains { $0.hasPrefix("accidents_clean has no equipment flags") }, "\(result.warnings)")
    }

    @Test func aTableThatCannotBeReadIsSaidAndLeftOut() async throws {
        let folder = try silver()
        let path = folder / "s/weather_aggregated/aggregation_year=2020"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try Data("no ORC file".utf8).write(to: URL(filePath: path + "/part-0.orc"))
        let result = try await run(folder)
        #expect(result.dataVersion == 1 && result.warnings.contains { $0.hasPrefix("weather_aggregated is not compared: ") })
    }
}
