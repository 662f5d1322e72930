/// The answers of one version of a model against the truth.
struct ConfusionMatrix {
    /// The figures of one class.
    struct ClassFigures: Encodable {
        /// tp/(tp + fp); nil when the class was never answered.
        var precision: Double?
        /// tp/(tp + fn); nil when the class is never the truth.
        var recall: Double?
        var f1: Double
        /// How often the class is the truth.
        var support: Int64
        /// How often it was answered.
        var predicted: Int64

        /// Null for what is undefined, so that every class has the same keys.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(precision, forKey: .precision)
            try container.encode(recall, forKey: .recall)
            try container.encode(f1, forKey: .f1)
            try container.encode(support, forKey: .support)
            try container.encode(predicted, forKey: .predicted)
        }

        private enum CodingKeys: String, CodingKey { case precision, recall, f1, support, predicted }
    }

    /// By class, those that occur as an answer or as the truth.
    let classes: [Int: ClassFigures]
    let total: Int64
    private let right: Int64

    init(_ cells: [ConfusionCell]) {
        var (support, predicted, right): ([Int: Int64], [Int: Int64], [Int: Int64]) = ([:], [:], [:])
        for cell in cells where cell.count > 0 {
            support[cell.actual, default: 0] += cell.count
            predicted[cell.predicted, default: 0] += cell.count
            if cell.actual == cell.predicted { right[cell.actual, default: 0] += cell.count }
        }
        let occurring = Set(support.keys).union(predicted.keys)
        classes = Dictionary(
            uniqueKeysWithValues: occurring.map {
                ($0, ClassFigures(right: right[$0] ?? 0, support: support[$0] ?? 0, predicted: predicted[$0] ?? 0))
            })
        total = support.values.reduce(0, +)
        self.right = right.values.reduce(0, +)
    }

    var accuracy: Double? { share(right) }
    var baselineAccuracy: Double? { share(classes.values.map(\.support).max() ?? 0) }
    var precision: Double? { mean(ordered.map { $0.precision ?? 0 }) }
    var recall: Double? { mean(ordered.map { $0.recall ?? 0 }) }
    var f1: Double? { mean(ordered.map(\.f1)) }
    var balancedAccuracy: Double? { mean(ordered.compactMap(\.recall)) }

    /// In order of class, so that sums do not depend on hashing.
    private var ordered: [ClassFigures] { classes.sorted { $0.key < $1.key }.map(\.value) }
    private func share(_ count: Int64) -> Double? { total > 0 ? Double(count) / Double(total) : nil }
    private func mean(_ values: [Double]) -> Double? { values.isEmpty ? nil : values.reduce(0, +) / Double(values.count) }
}

extension ConfusionMatrix.ClassFigures {
    fileprivate init(right: Int64, support: Int64, predicted: Int64) {
        precision = predicted > 0 ? Double(right) / Double(predicted) : nil
        recall = support > 0 ? Double(right) / Double(support) : nil
        f1 = 2 * Double(right) / Double(support + predicted)
        self.support = support
        self.predicted = predicted
    }
}
