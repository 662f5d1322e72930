/// A row of `ml_model_performance`: how well a version of a model answered where the truth is known, and whether its world has moved.
///
/// Figures are nil when no prediction could be compared with the truth.
public struct ModelKPI: Sendable, Hashable {
    /// The model's name.
    public var modelName: String
    /// Its version.
    public var modelVersion: String
    /// Share of right answers.
    public var accuracy: Double?
    /// Macro average over the classes that occur, as an answer or as the truth; a class never answered has precision 0.
    public var precisionScore: Double?
    /// Macro average likewise; a class that is never the truth has recall 0.
    public var recallScore: Double?
    /// Macro average of 2tp/(2tp + fp + fn).
    public var f1Score: Double?
    /// JSON object of feature to importance, in byte order of features; nil when nobody says.
    public var featureImportance: String?
    /// Seconds since 1970-01-01 00:00:00; nil when nobody says.
    public var trainingDate: Int64?
    /// Predictions compared with the truth.
    public var evaluatedCount: Int64
    /// Share of right answers of always answering the commonest class.
    public var baselineAccuracy: Double?
    /// Mean recall over the classes that are the truth of some accident.
    public var balancedAccuracy: Double?
    /// JSON object of class to its precision, recall (null where undefined), f1, support and answers; nil likewise.
    public var perClass: String?
    /// JSON object of feature to its `psi` and `js_distance`; nil when no drift could be computed.
    public var drift: String?
    /// ``FeatureDrift/isDetected(_:)``
    public var driftDetected: Bool?
    /// Whether drift was detected, or the model does worse than its baseline.
    public var retrainRecommended: Bool
    /// One sentence that names its figures.
    public var recommendation: String
}
