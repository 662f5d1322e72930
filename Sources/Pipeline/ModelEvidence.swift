import KPIs
import Silver

/// What Silver holds about models: their answers where the truth is known, and their descriptions. Empty without those tables.
struct ModelEvidence {
    private(set) var confusion: [ConfusionCell] = []
    private(set) var descriptions: [ModelDescription] = []
    /// What a reader of the figures should know, a sentence each.
    private(set) var warnings: [String] = []

    init() {}

    /// Reads the optional tables beside `accidents_clean`.
    ///
    /// - Throws: `SilverError` for a table that is there and does not keep its contract.
    init(beside location: SilverLocation) throws {
        if let predictions = try PredictionCounts(beside: location) { add(predictions) }
        if let models = try ModelDescriptions(beside: location) { add(models) }
    }

    private mutating func add(_ predictions: PredictionCounts) {
        confusion = predictions.counts.map {
            ConfusionCell(model: $0.key.model, version: $0.key.version, actual: $0.key.actual, predicted: $0.key.predicted, count: $0.value)
        }
        warn(predictions.rowsRejected, "rows of \(PredictionCounts.table) have no usable model, version or severity and are left out")
    }

    private mutating func add(_ models: ModelDescriptions) {
        descriptions = models.models.map {
            ModelDescription(
                model: $0.key.model, version: $0.key.version, trainingDate: $0.value.trainingDate, featureImportance: $0.value.importance)
        }
        warn(models.rowsRejected, "rows of \(ModelDescriptions.table) have no usable model or version and are left out")
    }

    private mutating func warn(_ rows: Int64, _ what: String) {
        if rows > 0 { warnings.append("\(rows) \(what)") }
    }
}
