/// What one gate measured: a row of `datamart_quality`.
public struct QualityFinding: Sendable, Hashable, Codable {
    /// The table the figure is of, or the name of a cube.
    public var table: String
    /// What was measured, such as `completeness` or `rows_unaccounted`.
    public var metric: String
    /// What was found.
    public var value: Double
    /// The bound that `value` must keep; ``metric`` says on which side.
    public var threshold: Double
    /// Whether ``value`` keeps ``threshold``.
    public var passed: Bool
    /// What was found, as a sentence that a person can act on.
    public var reason: String
    /// Whether the run stops when this did not pass.
    public var stops = true
    /// Whether the finding is worth an alert beyond the stopping of the run.
    public var isAlert = false

    /// A finding that is no alert.
    public init(table: String, metric: String, value: Double, threshold: Double, passed: Bool, reason: String) {
        self.table = table
        self.metric = metric
        self.value = value
        self.threshold = threshold
        self.passed = passed
        self.reason = reason
    }
}

extension QualityFinding: CustomStringConvertible {
    /// Table, metric and reason.
    public var description: String { "\(table), \(metric): \(reason)" }
}
