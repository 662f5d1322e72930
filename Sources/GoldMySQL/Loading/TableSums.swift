import Gold

/// How many rows there are and what each column adds up to: of what was sent, or of what a server has.
struct TableSums: Sendable, Hashable {
    var rows = 0
    /// One sum per column of the table.
    var columns: [ColumnSum]

    /// Those of no rows.
    init(_ table: GoldTable) { columns = Array(repeating: ColumnSum(), count: table.columns.count) }

    /// The server's answer: the number of rows, then the sum of each column.
    fileprivate init(_ answer: MySQLRow, _ table: GoldTable) {
        rows = Int(answer[0].integer ?? 0)
        columns = table.columns.enumerated().map { ColumnSum(answer[$0 + 1], $1) }
    }

    static func += (sums: inout TableSums, other: TableSums) {
        sums.rows += other.rows
        for (index, column) in other.columns.enumerated() { sums.columns[index] += column }
    }

    /// Adds the rows of `encoder`.
    mutating func add(_ encoder: BatchEncoder) {
        rows += encoder.rowCount
        for (index, sum) in encoder.sums.enumerated() { columns[index] += sum }
    }

    /// Throws unless `found`, the server's sums, are these.
    func check(_ found: TableSums, of table: GoldTable, _ schema: MySQLSchema) throws(GoldError) {
        guard found.rows == rows else { throw GoldError(.io, "\(rows) rows were sent, \(found.rows) are there") }
        for (index, column) in table.columns.enumerated() where schema.keepsText(of: column) && !column.isAutoIncrement {
            guard columns[index].agrees(with: found.columns[index]) else {
                throw GoldError(.io, "column \(column.name) is not what was sent: its checksum differs")
            }
        }
    }
}

extension MySQLConnection {
    /// The sums of those rows in `name`, of the form of `table`, that meet `condition`.
    func sums(of table: GoldTable, in name: String, where condition: String? = nil) throws -> TableSums {
        let list = (["COUNT(*)"] + table.columns.map(ColumnSum.expression)).joined(separator: ", ")
        let query = "SELECT \(list) FROM \(MySQLSchema.quoted(name))" + (condition.map { " WHERE \($0)" } ?? "")
        return try rows(query).first.map { TableSums($0, table) } ?? TableSums(table)
    }
}
