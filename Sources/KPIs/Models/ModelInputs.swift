/// One cell of a confusion cube: predictions of a model whose true severity is known.
public struct ConfusionCell: Sendable, Hashable {
    /// The model's name.
    public var model: String
    /// Its version.
    public var version: String
    /// The true severity.
    public var actual: Int
    /// The severity that the model answered.
    public var predicted: Int
    /// How many predictions.
    public var count: Int64

    /// A cell of the confusion cube.
    public init(model: String, version: String, actual: Int, predicted: Int, count: Int64) {
        self.model = model
        self.version = version
        self.actual = actual
        self.predicted = predicted
        self.count = count
    }
}

/// What is known of a model besides its answers.
public struct ModelDescription: Sendable, Hashable {
    /// The model's name.
    public var model: String
    /// Its version.
    public var version: String
    /// When it was trained, seconds since 1970-01-01 00:00:00; nil when nobody says.
    public var trainingDate: Int64?
    /// How much each feature counts for it; empty when nobody says.
    public var featureImportance: [String: Double]

    /// A description of a version of a model.
    public init(model: String, version: String, trainingDate: Int64? = nil, featureImportance: [String: Double] = [:]) {
        self.model = model
        self.version = version
        self.trainingDate = trainingDate
        self.featureImportance = featureImportance
    }
}
