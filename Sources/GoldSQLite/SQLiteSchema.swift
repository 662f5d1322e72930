public import Gold

/// The DDL of Gold tables in SQLite.
///
/// Dates and times are ISO 8601 text, which SQLite's date functions read; JSON is text.
public enum SQLiteSchema {
    /// The statement that creates `table`, keys and checks included.
    public static func createTable(_ table: GoldTable) -> String { createTable(table, withKey: true) }

    /// The statements that create the secondary indexes of `table`, in its order.
    ///
    /// Index names are unique in the whole database here, so each is the table's name, a dot and the index's own.
    public static func createIndexes(_ table: GoldTable) -> [String] {
        table.indexes.map { index in
            let parts = index.parts.map { expression($0) + ($0.isDescending ? " DESC" : "") }.joined(separator: ", ")
            return "CREATE \(index.isUnique ? "UNIQUE " : "")INDEX \(quoted(table.name + "." + index.name)) ON \(quoted(table.name)) (\(parts))"
        }
    }

    /// The statement that creates `view`, whose table must be there.
    public static func createView(_ view: GoldView) -> String {
        "CREATE VIEW \(quoted(view.name)) AS " + view.query.sql(SQLiteSchema.self)
    }

    /// The statement that creates `table`; without its primary key when `withKey` is false and the key is no row number.
    static func createTable(_ table: GoldTable, withKey: Bool) -> String {
        var lines = table.columns.map(definition)
        if withKey && table.autoIncrementColumn == nil {
            lines.append("PRIMARY KEY (\(list(table.primaryKey)))")
        }
        return "CREATE TABLE \(quoted(table.name)) (\n    \(lines.joined(separator: ",\n    "))\n)"
    }

    /// `name` as an identifier.
    package static func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }

    /// `names` as identifiers, with commas.
    static func list(_ names: [String]) -> String { names.map(quoted).joined(separator: ", ") }

    private static func definition(_ column: GoldColumn) -> String {
        guard !column.isAutoIncrement else { return "\(quoted(column.name)) INTEGER PRIMARY KEY" }
        let null = column.isNullable ? "" : " NOT NULL"
        return "\(quoted(column.name)) \(typeName(column.type))\(null)\(check(column))"
    }

    private static func typeName(_ type: GoldColumn.ColumnType) -> String {
        switch type {
        case .integer: "INT"
        case .bigInteger: "BIGINT"
        case .double: "DOUBLE"
        case .boolean: "BOOLEAN"
        case .varchar(let length, _): "VARCHAR(\(length))"
        case .text, .enumeration: "TEXT"
        case .json: "JSON"
        case .date: "DATE"
        case .timestamp: "TIMESTAMP"
        }
    }

    private static func check(_ column: GoldColumn) -> String {
        switch column.type {
        case .enumeration(let cases): " CHECK (\(quoted(column.name)) IN (\(cases.map(literal).joined(separator: ", "))))"
        case .json: " CHECK (\(quoted(column.name)) IS NULL OR json_valid(\(quoted(column.name))))"
        default: ""
        }
    }

    private static func expression(_ part: GoldIndex.Part) -> String {
        part.nullAs.map { "COALESCE(\(quoted(part.column)), \(literal($0)))" } ?? quoted(part.column)
    }

    /// `text` as a literal.
    package static func literal(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
}

extension SQLiteSchema: SQLSyntax {
    /// Words are texts here, which would come in the order of the alphabet.
    package static func order(_ column: String, cases: [String]) -> String {
        "CASE \(column) " + cases.enumerated().map { "WHEN \(literal($0.element)) THEN \($0.offset)" }.joined(separator: " ") + " END"
    }

    /// Case matters, and indexes serve it.
    package static var prefixOperator: String { "GLOB" }

    /// Brackets take the wildcards' meaning away.
    package static func prefixPattern(_ prefix: String) -> String { prefix.replacing(/[*?\[]/) { "[\($0.output)]" } + "*" }
}
