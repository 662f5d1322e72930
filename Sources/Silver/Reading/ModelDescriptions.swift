import ORC

/// The optional table `ml_models`: when versions of models were trained and what counts for them.
public struct ModelDescriptions: Sendable, Equatable {
    /// Names a version of a model.
    public struct Key: Sendable, Hashable {
        /// Trimmed, at most 100 characters.
        public var model: String
        /// Trimmed, at most 50 characters.
        public var version: String
    }

    /// What is known of a version.
    public struct Description: Sendable, Equatable {
        /// The latest training date, seconds of the wall clock since 1970-01-01 00:00:00; nil when no row has one.
        public var trainingDate: Int64?
        /// Importance by feature; of two rows of one feature the last holds.
        public var importance: [String: Double] = [:]
    }

    /// The table's name.
    public static let table = "ml_models"
    /// By version of a model.
    public private(set) var models: [Key: Description] = [:]
    /// Rows without a model or version, or with a name that is too long; they are left out.
    public private(set) var rowsRejected: Int64 = 0

    /// Reads the table beside `accidents_clean`. Nil when there is none.
    ///
    /// - Throws: ``SilverError`` for a table that lacks a column or cannot be read.
    public init?(beside location: SilverLocation) throws {
        guard let table = try HiveTable.optional(Self.table, beside: location) else { return nil }
        let columns: [TableProjection.Column] = [
            .text("model_name"), .text("model_version"), .time("training_date"), .text("feature"), .number("importance"),
        ]
        try table.forEachBatch(columns) { _, batch in
            for row in 0..<batch.count { add(batch, row) }
        }
    }

    private mutating func add(_ batch: StructVector, _ row: Int) {
        guard let model = text(batch.children[0], row), let version = text(batch.children[1], row), ModelTexts.fit(model: model, version: version)
        else {
            rowsRejected += 1
            return
        }
        var description = models[Key(model: model, version: version)] ?? Description()
        if let date = seconds(batch.children[2], row) { description.trainingDate = max(description.trainingDate ?? date, date) }
        if let feature = text(batch.children[3], row), let importance = batch.children[4] as? DoubleVector, importance.isPresent(row),
            importance.values[row].isFinite
        {
            description.importance[feature] = importance.values[row]
        }
        models[Key(model: model, version: version)] = description
    }

    /// A text, trimmed. Nil when null or empty.
    private func text(_ vector: ColumnVector, _ row: Int) -> String? {
        guard let vector = vector as? StringVector, vector.isPresent(row) else { return nil }
        let text = String(decoding: trimmed(vector.value(row)), as: UTF8.self)
        return text.isEmpty ? nil : text
    }

    /// Whole seconds of a timestamp, or of a long of microseconds (Spark's TIMESTAMP_NTZ). Nil when null, or of no year from 1 to 9999.
    private func seconds(_ vector: ColumnVector, _ row: Int) -> Int64? {
        guard vector.isPresent(row) else { return nil }
        let seconds = (vector as? TimestampVector)?.seconds[row] ?? (vector as? IntegerVector)?.values[row].dividedDown(by: 1_000_000)
        return seconds.flatMap { Self.years.contains($0) ? $0 : nil }
    }

    /// The seconds of the years 1…9999.
    private static let years: Range<Int64> = -62_135_596_800..<253_402_300_800
}

extension Int64 {
    fileprivate func dividedDown(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
