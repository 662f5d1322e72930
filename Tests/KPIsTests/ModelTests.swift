import KPIs
import Testing

/// The rules of ml_model_performance on a confusion matrix whose figures can be checked by hand.
@Suite struct ModelTests {
    private func cell(_ actual: Int, _ predicted: Int, _ count: Int64) -> ConfusionCell {
        ConfusionCell(model: "forest", version: "1", actual: actual, predicted: predicted, count: count)
    }

    @Test func macroAveragesAreOverTheClassesThatOccur() throws {
        let row = try #require(ModelKPI.derive(confusion: [cell(2, 2, 6), cell(2, 3, 2), cell(3, 2, 1), cell(3, 3, 1)], models: [], drift: []).first)
        #expect(row.evaluatedCount == 10 && row.accuracy == 0.7 && row.baselineAccuracy == 0.8 && row.balancedAccuracy == 0.625)
        #expect(row.recallScore == 0.625 && near(row.precisionScore, (6 / 7.0 + 1 / 3.0) / 2) && near(row.f1Score, (12 / 15.0 + 2 / 5.0) / 2))
        #expect(row.driftDetected == nil && row.drift == nil && row.retrainRecommended)
        #expect(
            row.recommendation
                == "Accuracy 70.0 % over 10 predictions is below the 80.0 % of always answering the commonest class, and drift could not be computed; "
                + "retrain the model.")
        #expect(
            row.perClass
                == "{\"2\":{\"f1\":0.8,\"precision\":0.8571428571428571,\"predicted\":7,\"recall\":0.75,\"support\":8},"
                + "\"3\":{\"f1\":0.4,\"precision\":0.3333333333333333,\"predicted\":3,\"recall\":0.5,\"support\":2}}")
    }

    @Test func aClassThatIsNeverTheTruthHasNoRecall() throws {
        let row = try #require(ModelKPI.derive(confusion: [cell(2, 2, 3), cell(2, 4, 1)], models: [], drift: []).first)
        #expect(row.balancedAccuracy == 0.75 && row.recallScore == 0.375 && row.perClass?.contains("\"recall\":null") == true)
        #expect(row.accuracy == 0.75 && row.baselineAccuracy == 1)
    }

    @Test func aModelWithoutPredictionsHasARowAndNoFigures() throws {
        let model = ModelDescription(model: "forest", version: "2", trainingDate: 86_400, featureImportance: ["hour": 0.25, "a\"b": 1])
        let rows = ModelKPI.derive(confusion: [cell(2, 2, 1)], models: [model], drift: [])
        #expect(rows.map(\.modelVersion) == ["1", "2"])
        #expect(rows[1].accuracy == nil && rows[1].perClass == nil && rows[1].evaluatedCount == 0 && !rows[1].retrainRecommended)
        #expect(rows[1].trainingDate == 86_400 && rows[1].featureImportance == "{\"a\\\"b\":1,\"hour\":0.25}")
        #expect(rows[1].recommendation.hasPrefix("No prediction can be compared with the truth"))
    }

    @Test func nothingGivesNothing() { #expect(ModelKPI.derive(confusion: [], models: [], drift: []).isEmpty) }

    private func near(_ one: Double?, _ other: Double) -> Bool { one.map { abs($0 - other) < 1e-12 } ?? false }
}
