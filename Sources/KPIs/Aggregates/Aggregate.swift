import Cubes

/// The rows of an `agg_` table, column by column: the cells of a cube, some dimensions left out.
///
/// Rows are in ascending order of ``keys``, null first, text in byte order; each key occurs once.
public struct Aggregate: Sendable, Equatable {
    /// A column of an aggregate under the name it has in the table.
    public struct Column: Sendable, Equatable {
        /// The name in the table.
        public var name: String
        /// One entry per row.
        public var values: Values

        init(_ name: String, _ values: Values) {
            self.name = name
            self.values = values
        }
    }

    /// The values of a column, one entry per row.
    public enum Values: Sendable, Equatable {
        /// Row `i` is `dictionary[codes[i]]`, or null where the code is −1.
        case text(codes: [Int32], dictionary: [String])
        /// Whole numbers.
        case integers([Int64])
        /// Figures.
        case doubles([Double])
        /// Days since 1970-01-01.
        case dates([Int32])
    }

    /// The key, outermost column first.
    public var keys: [Column]
    /// Accidents of severity 1…4: four columns.
    public var severities: [[Int64]]
    /// What else the KPI beside the table is made of.
    public var extras: [Column]

    /// Number of rows.
    public var rowCount: Int { severities.first?.count ?? 0 }
    /// n of each row.
    public var accidentCounts: [Int64] { (0..<rowCount).map { counts($0).accidents } }
    /// S of each row.
    public var severitySums: [Int64] { (0..<rowCount).map { counts($0).score } }

    private func counts(_ row: Int) -> SeverityCounts {
        SeverityCounts(one: severities[0][row], two: severities[1][row], three: severities[2][row], four: severities[3][row])
    }
}

extension Aggregate {
    /// The cells of `cube` as they are, `keys` made of its dimensions.
    init(_ cube: Cube, keys: [Column], extras: [Column] = []) throws {
        self.keys = keys
        severities = try Measure.severityHistogram.columnNames.map { try cube.required(column: $0) }
        self.extras = extras
    }

    /// From rows of counts.
    init(keys: [Column], _ rows: [SeverityCounts], extras: [Column] = []) {
        self.keys = keys
        severities = [rows.map(\.one), rows.map(\.two), rows.map(\.three), rows.map(\.four)]
        self.extras = extras
    }
}

extension Cube {
    /// The keys of a text dimension as the values of a column.
    func text(_ dimension: Dimension) throws -> Aggregate.Values { .text(codes: try required(dimension), dictionary: dictionary(dimension)) }
}
