/// A view of the Gold layer, as data: some columns and rows of one table. Stores turn it into their own DDL.
public struct GoldView: Sendable, Hashable {
    /// The name, the same in every store.
    public var name: String
    /// The table it shows. Where that is not published, there is no view.
    public var table: String
    /// The columns, in the order readers see them.
    public var columns: [String]
    /// The rows it shows: one comparison in the words that all stores' SQL shares, such as `city IS NULL`. Nil: all.
    public var condition: String?

    /// A view of `columns` of `table`.
    public init(_ name: String, of table: String, columns: [String], where condition: String? = nil) {
        self.name = name
        self.table = table
        self.columns = columns
        self.condition = condition
    }

    /// The query behind the view; `quoted` makes an identifier of a name.
    public func query(quoted: (String) -> String) -> String {
        let list = columns.map(quoted).joined(separator: ", ")
        return "SELECT \(list) FROM \(quoted(table))" + (condition.map { " WHERE \($0)" } ?? "")
    }
}
