import ORC

/// The optional table `ml_predictions` as counts: how often each version of a model answered what, where the truth is known.
public struct PredictionCounts: Sendable, Equatable {
    /// What predictions are counted by.
    public struct Key: Sendable, Hashable {
        /// Trimmed, at most 100 characters.
        public var model: String
        /// Trimmed, at most 50 characters.
        public var version: String
        /// The true severity, 1…4.
        public var actual: Int
        /// The predicted severity, 1…4.
        public var predicted: Int
    }

    /// The table's name.
    public static let table = "ml_predictions"
    /// Predictions by key.
    public private(set) var counts: [Key: Int64] = [:]
    /// Rows of the table.
    public private(set) var rowsRead: Int64 = 0
    /// Rows whose true severity is not known; they are not counted.
    public private(set) var rowsWithoutTruth: Int64 = 0
    /// Rows without a model or version, with a name that is too long, or with a severity outside 1…4; they are not counted.
    public private(set) var rowsRejected: Int64 = 0

    /// Reads the table beside `accidents_clean`. Nil when there is none.
    ///
    /// - Throws: ``SilverError`` for a table that lacks a column or cannot be read.
    public init?(beside location: SilverLocation) throws {
        guard let table = try HiveTable.optional(Self.table, beside: location) else { return nil }
        let (models, versions) = (DictionaryColumn(), DictionaryColumn())
        var cells: [Cell: Int64] = [:]
        let columns: [TableProjection.Column] = [
            .text("model_name"), .text("model_version"), .integer("predicted_severity"), .integer("actual_severity"),
        ]
        try table.forEachBatch(columns) { _, batch in
            guard let model = batch.children[0] as? StringVector, let version = batch.children[1] as? StringVector,
                let predicted = batch.children[2] as? IntegerVector, let actual = batch.children[3] as? IntegerVector
            else { return }
            models.fill(from: model)
            versions.fill(from: version)
            rowsRead += Int64(batch.count)
            for row in 0..<batch.count {
                guard actual.isPresent(row) else {
                    rowsWithoutTruth += 1
                    continue
                }
                let answer = predicted.isPresent(row) ? predicted.values[row] : 0
                let cell = Cell(model: models.codes[row], version: versions.codes[row], actual: actual.values[row], predicted: answer)
                cells[cell, default: 0] += 1
            }
        }
        for (cell, count) in cells { add(cell, count, models.texts, versions.texts) }
    }

    /// A key with codes for texts.
    private struct Cell: Hashable {
        var model: Int32
        var version: Int32
        var actual: Int64
        var predicted: Int64
    }

    private mutating func add(_ cell: Cell, _ count: Int64, _ models: [String], _ versions: [String]) {
        guard cell.model >= 0, cell.version >= 0, (1...4).contains(cell.actual), (1...4).contains(cell.predicted),
            ModelTexts.fit(model: models[Int(cell.model)], version: versions[Int(cell.version)])
        else {
            rowsRejected += count
            return
        }
        let key = Key(
            model: models[Int(cell.model)], version: versions[Int(cell.version)], actual: Int(cell.actual), predicted: Int(cell.predicted))
        counts[key, default: 0] += count
    }
}

/// The lengths that names of models may have.
enum ModelTexts {
    static func fit(model: String, version: String) -> Bool { model.unicodeScalars.count <= 100 && version.unicodeScalars.count <= 50 }
}
