/// What must hold of a table's rows before they are published.
public struct TableRules: Sendable, Hashable {
    /// A column of ranks that are 1, 2, 3 … without a gap or a repetition, null rows left out.
    public struct Rank: Sendable, Hashable {
        /// The column that holds the rank.
        public var column: String
        /// Rows where this column is null are ranked apart from those where it is not. Nil: all together.
        public var level: String?
        /// Ranks in `column`, apart by whether `level` is null.
        public init(_ column: String, level: String? = nil) {
            self.column = column
            self.level = level
        }
    }

    /// The table the rules are of.
    public var table: GoldTable
    /// The columns that every row can have a value in, whatever the input holds.
    public var filled: [String]
    /// The range, bounds included, of the numbers in a column.
    public var ranges: [String: ClosedRange<Double>]
    /// The columns of ranks.
    public var ranks: [Rank]

    /// Rules of `table`; columns that are not named are free.
    public init(_ table: GoldTable, filled: [String], ranges: [String: ClosedRange<Double>], ranks: [Rank] = []) {
        self.table = table
        self.filled = filled
        self.ranges = ranges
        self.ranks = ranks
    }

    /// The rules with columns left out of ``filled``: those that this input has no source for.
    public func withoutFilled(_ columns: Set<String>) -> TableRules {
        var rules = self
        rules.filled.removeAll(where: columns.contains)
        return rules
    }
}

extension TableRules {
    static let anyNumberUp = 0...Double.greatestFiniteMagnitude
    static let share = 0.0...1.0

    /// Rules of `accidents_summary`. A distance below zero is an error of Silver.
    public static let accidentsSummary = TableRules(
        .accidentsSummary,
        filled: GoldTable.accidentsSummary.columns.map(\.name),
        ranges: [
            "severity": 1...4,
            "accident_hour": 0...23,
            "infrastructure_count": 0...13,
            "safety_score": share,
            "distance_miles": anyNumberUp,
        ])

    /// Rules of `kpis_security`. A row without a city is a state; a rate needs a population, a rank a place among the first.
    public static let kpisSecurity = TableRules(
        .kpisSecurity,
        filled: ["state", "danger_index", "severity_distribution", "last_updated", "danger_level"],
        ranges: [
            "accident_rate_per_100k": anyNumberUp,
            "danger_index": anyNumberUp,
            "hotspot_rank": 1...Double(Int32.max),
            "accident_count": 1...Double(Int64.max),
            "population": 1...Double(Int64.max),
            "rate_ci_low": anyNumberUp,
            "rate_ci_high": anyNumberUp,
            "rate_eb": anyNumberUp,
            "severe_share": share,
            "severe_share_ci_low": share,
            "severe_share_ci_high": share,
            "danger_index_raw": 1...4,
        ],
        ranks: [Rank("hotspot_rank", level: "city")])
}
