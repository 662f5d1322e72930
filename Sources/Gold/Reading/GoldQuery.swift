/// Some rows of one published table, as data. Stores turn it into their own SQL.
public struct GoldQuery: Sendable, Hashable {
    /// A column to order by.
    public struct Order: Sendable, Hashable {
        /// The column's name.
        public var column: String
        /// Whether the greatest value comes first. Null is less than every value; words of an enumeration follow its declaration.
        public var isDescending: Bool

        /// By `column`, ascending unless said otherwise.
        public init(_ column: String, descending: Bool = false) {
            self.column = column
            self.isDescending = descending
        }
    }

    /// The table asked.
    public var table: GoldTable
    /// The columns wanted, all of the table's unless some are named.
    public var columns: [String]
    /// Makes one row of all rows that agree in ``columns``, with the sum of each column named here; null where all are null. Without columns
    /// there is one row, of everything. Nil: rows are answered as they are.
    public var sums: [String]?
    /// All of them must hold.
    public var conditions: [GoldCondition]
    /// Outermost first.
    public var order: [Order]
    /// The most rows wanted; nil for all.
    public var limit: Int?
    /// The page that is read. Nil: the first rows, and no cursors to go on from.
    public var page: GoldPage?

    /// A query of `columns` of `table`; all of them unless some are named.
    public init(_ table: GoldTable, columns: [String]? = nil, where conditions: [GoldCondition] = [], order: [Order] = [], limit: Int? = nil) {
        self.table = table
        self.columns = columns ?? table.columns.map(\.name)
        self.conditions = conditions
        self.order = order
        self.limit = limit
    }

    /// The sums of some columns of `table`, one row per combination of `groups` that occurs.
    public init(
        _ table: GoldTable, summing sums: [String], by groups: [String], where conditions: [GoldCondition] = [], order: [Order] = [],
        limit: Int? = nil
    ) {
        self.init(table, columns: groups, where: conditions, order: order, limit: limit)
        self.sums = sums
    }
}

extension GoldQuery {
    /// The columns of the answer: those asked for, then the sums. Names that the table lacks are left out.
    var answerColumns: [GoldColumn] { columns.compactMap(column) + (sums ?? []).compactMap(sum) }

    /// What is read: the columns of the answer, and those that a cursor needs besides.
    var selection: [GoldColumn] {
        let answer = answerColumns
        guard page != nil else { return answer }
        return answer + totalOrder.filter { order in !answer.contains { $0.name == order.column } }.compactMap { column($0.column) }
    }

    /// The table's column of that name. Nil when it has none.
    func column(_ name: String) -> GoldColumn? { table.columns.first { $0.name == name } }

    private func sum(_ name: String) -> GoldColumn? {
        column(name).map { GoldColumn(name, $0.type == .double ? .double : .bigInteger) }
    }
}
