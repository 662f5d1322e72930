import Accidents
import ORC

/// The table `weather_aggregated`: what another job counted and averaged over the same accidents.
public struct WeatherAggregates: Sendable, Equatable {
    /// What its rows are keyed by.
    public struct Key: Sendable, Hashable {
        /// Two letters.
        public var state: String
        /// Nil for accidents in unknown weather.
        public var weather: String?
        /// The calendar year.
        public var year: Int

        /// A key of these parts.
        public init(state: String, weather: String?, year: Int) {
            self.state = state
            self.weather = weather
            self.year = year
        }
    }

    /// The figures of a row, in the order of ``figures``; nil where null.
    public private(set) var rows: [Key: [Double?]] = [:]
    /// Rows without a year, a known state or a count, or with a key that came before. They are left out.
    public private(set) var rowsRejected = 0

    /// The columns that hold figures.
    public static let figures = ["accident_count", "avg_temperature", "avg_humidity", "avg_visibility", "min_temperature", "max_temperature"]

    /// Reads the table beside `accidents_clean`. Nil when there is none.
    ///
    /// - Throws: ``SilverError`` for a table that lacks a column or cannot be read.
    public init?(beside location: SilverLocation) throws {
        guard let table = try HiveTable.optional(SilverTable.weather.rawValue, beside: location) else { return nil }
        let (states, categories) = (DictionaryColumn(), DictionaryColumn())
        let columns: [TableProjection.Column] =
            [.text("state"), .text("weather_category"), .integer(Self.figures[0])] + Self.figures.dropFirst().map { .number($0) }
        let yearColumn = SilverTable.weather.partitionColumns[0]
        try table.forEachBatch(columns) { partition, batch in
            guard let state = batch.children[0] as? StringVector, let category = batch.children[1] as? StringVector else { return }
            states.fill(from: state)
            categories.fill(from: category)
            for row in 0..<batch.count {
                let figures = batch.children[2...].map { $0.number(row) }
                guard let year = partition.integer(yearColumn), let state = states.state(row), figures[0] != nil else {
                    rowsRejected += 1
                    continue
                }
                let key = Key(state: state, weather: categories.text(row), year: year)
                if rows[key] == nil { rows[key] = figures } else { rowsRejected += 1 }
            }
        }
    }
}

extension ColumnVector {
    /// The value of a row as a number. Nil when it is null, or the column holds none.
    func number(_ row: Int) -> Double? {
        guard isPresent(row) else { return nil }
        switch self {
        case let vector as IntegerVector: return Double(vector.values[row])
        case let vector as DoubleVector: return vector.values[row]
        default: return nil
        }
    }
}

extension DictionaryColumn {
    /// The text of a row; nil where it is null.
    func text(_ row: Int) -> String? { codes[row] < 0 ? nil : texts[Int(codes[row])] }

    /// The two letters of a row's state; nil where it is none that is accepted.
    func state(_ row: Int) -> String? { text(row).flatMap { USState(abbreviation: $0)?.abbreviation } }
}
