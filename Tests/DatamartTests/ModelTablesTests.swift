import Foundation
import TestSupport
import Testing

@testable import Silver
@testable import SilverImport

/// The optional tables about models, written by pyarrow as Spark would write them.
@Suite("Tables about models", .enabled(if: Python.path != nil))
struct ModelTablesTests {
    /// A warehouse's database with an `accidents_clean` folder, and the tables that `script` writes below `root`.
    private func location(_ folder: TemporaryFolder, _ script: String) throws -> SilverLocation {
        try FileManager.default.createDirectory(atPath: folder / "accidents_clean/accident_year=2020", withIntermediateDirectories: true)
        let prelude = """
            import os, sys, datetime, pyarrow as pa
            from pyarrow import orc
            def write(name, **columns):
                path = os.path.join(sys.argv[1], name)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                orc.write_table(pa.table(columns), path, compression="zstd")

            """
        _ = try Python.output(prelude + script, folder.path)
        return try SilverLocation(resolving: folder.path, database: "accidents_warehouse")
    }

    @Test func predictionsAreCountedWhereTheTruthIsKnown() throws {
        let folder = try TemporaryFolder()
        let location = try location(
            folder,
            """
            write("ml_predictions/part-0.orc", id=["a", "b", "c", "d", "e"], model_name=["forest"] * 5, MODEL_VERSION=["1", "1", " 1", "2", None],
                  predicted_severity=pa.array([2, 3, 2, 2, 2], pa.int32()), actual_severity=pa.array([2, 2, 2, None, 2], pa.int32()))
            write("ml_predictions/part-1.orc", predicted_severity=pa.array([9, 4, None], pa.int64()), actual_severity=pa.array([2, 4, 1], pa.int8()),
                  model_name=["forest", "x" * 101, "forest"], model_version=["2", "1", "1"])
            open(os.path.join(sys.argv[1], "ml_predictions/_SUCCESS"), "w").close()
            """)
        let predictions = try #require(try PredictionCounts(beside: location))
        #expect(
            predictions.counts == [
                .init(model: "forest", version: "1", actual: 2, predicted: 2): 2, .init(model: "forest", version: "1", actual: 2, predicted: 3): 1,
            ])
        #expect(predictions.rowsRead == 8 && predictions.rowsWithoutTruth == 1 && predictions.rowsRejected == 4)
        #expect(try ModelDescriptions(beside: location) == nil)
    }

    @Test func descriptionsKeepTheLatestTrainingAndEachFeature() throws {
        let folder = try TemporaryFolder()
        let location = try location(
            folder,
            """
            day = datetime.datetime
            write("ml_models/part-0.orc", model_name=["forest", "forest", "tree", None], model_version=["1", "1", "1", "1"],
                  training_date=pa.array([day(2023, 1, 2), day(2023, 1, 2, 3, 4, 5), None, None], pa.timestamp("us")),
                  feature=["hour", "weather", None, "x"], importance=[0.75, 0.25, None, 1.0])
            """)
        let models = try #require(try ModelDescriptions(beside: location))
        #expect(models.rowsRejected == 1 && models.models.count == 2)
        let forest = try #require(models.models[.init(model: "forest", version: "1")])
        #expect(forest.trainingDate == 1_672_628_645 && forest.importance == ["hour": 0.75, "weather": 0.25])
        #expect(models.models[.init(model: "tree", version: "1")] == .init())
        #expect(try PredictionCounts(beside: location) == nil)
    }

    @Test func aTableThatBreaksItsContractSaysSo() throws {
        let folder = try TemporaryFolder()
        let location = try location(
            folder,
            """
            write("ml_predictions/part-0.orc", model_name=["a"], model_version=["1"], predicted_severity=[2])
            write("ml_models/part-0.orc", model_name=["a"], model_version=[1], training_date=["2020"], feature=["x"], importance=[0.5])
            """)
        let missing = #expect(throws: SilverError.self) { try PredictionCounts(beside: location) }
        #expect(missing?.code == .missingColumn && missing?.location.column == "actual_severity" && missing?.location.table == "ml_predictions")
        let wrong = #expect(throws: SilverError.self) { try ModelDescriptions(beside: location) }
        #expect(wrong?.code == .layout && wrong?.location.column == "model_version")
    }
}
