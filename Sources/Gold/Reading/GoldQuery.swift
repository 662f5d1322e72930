/// Some rows of one published table, as data. Stores turn it into their own SQL.
public struct GoldQuery: Sendable, Hashable {
    /// A column to order by.
    public struct Order: Sendable, Hashable {
        /// The column's name.
        public var column: String
        /// Whether the greatest value comes first. Nulls stand where the store puts them.
        public var isDescending: Bool

        /// By `column`, ascending unless said otherwise.
        public init(_ column: String, descending: Bool = false) {
            self.column = column
            self.isDescending = descending
        }
    }

    /// The table asked.
    public var table: GoldTable
    /// The columns wanted, all of the table's.
    public var columns: [String]
    /// All of them must hold.
    public var conditions: [GoldCondition]
    /// Outermost first.
    public var order: [Order]
    /// The most rows wanted; nil for all.
    public var limit: Int?

    /// A query of `columns` of `table`; all of them unless some are named.
    public init(_ table: GoldTable, columns: [String]? = nil, where conditions: [GoldCondition] = [], order: [Order] = [], limit: Int? = nil) {
        self.table = table
        self.columns = columns ?? table.columns.map(\.name)
        self.conditions = conditions
        self.order = order
        self.limit = limit
    }
}
