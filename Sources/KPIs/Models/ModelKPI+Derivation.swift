import Foundation

extension ModelKPI {
    /// The rows of `ml_model_performance`, ordered by model and version: every version that has a prediction or a description.
    ///
    /// - Parameters:
    ///   - confusion: predictions by model, version, truth and answer; a key may occur several times.
    ///   - models: what is known of models. Of two descriptions of one version the last holds.
    ///   - drift: the rows of `data_drift`.
    public static func derive(confusion: [ConfusionCell], models: [ModelDescription], drift: [FeatureDrift]) -> [ModelKPI] {
        let cells = Dictionary(grouping: confusion) { Version(model: $0.model, version: $0.version) }
        let descriptions = Dictionary(models.map { (Version(model: $0.model, version: $0.version), $0) }) { $1 }
        return Set(cells.keys).union(descriptions.keys).sorted { ($0.model, $0.version) < ($1.model, $1.version) }.map {
            ModelKPI($0, ConfusionMatrix(cells[$0] ?? []), descriptions[$0], drift)
        }
    }

    private struct Version: Hashable {
        var model: String
        var version: String
    }

    private init(_ version: Version, _ matrix: ConfusionMatrix, _ description: ModelDescription?, _ features: [FeatureDrift]) {
        modelName = version.model
        modelVersion = version.version
        accuracy = matrix.accuracy
        precisionScore = matrix.precision
        recallScore = matrix.recall
        f1Score = matrix.f1
        featureImportance = description.flatMap { $0.featureImportance.isEmpty ? nil : json($0.featureImportance.filter { $0.value.isFinite }) }
        trainingDate = description?.trainingDate
        evaluatedCount = matrix.total
        baselineAccuracy = matrix.baselineAccuracy
        balancedAccuracy = matrix.balancedAccuracy
        perClass = matrix.total > 0 ? json(Dictionary(uniqueKeysWithValues: matrix.classes.map { (String($0), $1) })) : nil
        drift = driftJSON(features)
        driftDetected = FeatureDrift.isDetected(features)
        let isWorse = if let accuracy, let baselineAccuracy { accuracy < baselineAccuracy } else { false }
        retrainRecommended = isWorse || driftDetected == true
        recommendation = ""
        recommendation = sentence(isWorse: isWorse, features)
    }

    /// What the accuracy is beside its baseline, whether the data moved and where most, and what to do.
    private func sentence(isWorse: Bool, _ features: [FeatureDrift]) -> String {
        let answers =
            if let accuracy, let baselineAccuracy {
                "Accuracy \(percent(accuracy)) over \(evaluatedCount) predictions is "
                    + "\(isWorse ? "below" : accuracy > baselineAccuracy ? "above" : "equal to") "
                    + "the \(percent(baselineAccuracy)) of always answering the commonest class"
            } else {
                "No prediction can be compared with the truth"
            }
        let most = features.max { ($0.populationStabilityIndex ?? -1) < ($1.populationStabilityIndex ?? -1) }
        let movement =
            switch (driftDetected, most) {
            case (true, let most?): "the data have drifted, most in \(most.feature) (PSI \(decimals(most.populationStabilityIndex ?? 0)))"
            case (false, _): "the data have not drifted"
            default: "drift could not be computed"
            }
        return "\(answers), and \(movement); \(retrainRecommended ? "retrain the model" : "no retraining is needed on this ground")."
    }
}

private func driftJSON(_ features: [FeatureDrift]) -> String? {
    struct Figures: Encodable {
        var psi: Double
        var jsDistance: Double
        private enum CodingKeys: String, CodingKey {
            case psi
            case jsDistance = "js_distance"
        }
    }
    let figures = features.compactMap { row in
        row.populationStabilityIndex.flatMap { psi in row.jensenShannonDistance.map { (row.feature, Figures(psi: psi, jsDistance: $0)) } }
    }
    return figures.isEmpty ? nil : json(Dictionary(figures) { $1 })
}

/// `value` as JSON with sorted keys. Nil for what JSON cannot hold.
private func json(_ value: some Encodable) -> String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) }
}

private func percent(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }

private func decimals(_ number: Double) -> String { String(format: "%.2f", number) }
