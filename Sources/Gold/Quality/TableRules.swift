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
    static let count = 1...Double(Int64.max)
    static let countOrNone = 0...Double(Int64.max)
    static let severity = 1.0...4.0
    static let latitude = 15.0...72.0
    static let longitude = -180.0 ... -60.0
    static let anyNumberUp = 0...Double.greatestFiniteMagnitude
    static let share = 0.0...1.0
}
