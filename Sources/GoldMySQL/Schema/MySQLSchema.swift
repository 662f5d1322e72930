public import Gold

/// The DDL of Gold tables in MySQL and MariaDB.
///
/// Text is utf8mb4 everywhere. Timestamps are UTC, since every connection of ours is. An index that takes null for a value is on
/// an invisible generated column, because neither server can say "unique, nulls included" otherwise.
public struct MySQLSchema: Sendable {
    /// The server that the statements are for.
    public var dialect: MySQLDialect
    /// Whether tables with a partitioning column are partitioned by its year.
    public var isPartitioned: Bool
    /// Whether secondary indexes are made that are not unique.
    public var hasIndexes: Bool

    /// What begins the comment of every table that Datamart has made, and so may replace or drop.
    static let ownerMark = "Datamart"

    /// The DDL for `dialect`.
    public init(_ dialect: MySQLDialect = .mariadb, partitioned: Bool = true, indexes: Bool = true) {
        self.dialect = dialect
        isPartitioned = partitioned
        hasIndexes = indexes
    }

    /// The statement that creates `table` with its keys and indexes.
    ///
    /// - Parameter years: The years that get a partition of their own, ascending; later rows are in `p_future`.
    public func createTable(_ table: GoldTable, years: [Int] = []) -> String {
        createTable(table, as: table.name, indexed: true, partitions: partitions(of: table, years: years))
    }

    /// The statement that makes `view`, or makes it anew. Readers see through it what they may see of its table.
    public static func createView(_ view: GoldView) -> String {
        "CREATE OR REPLACE SQL SECURITY INVOKER VIEW \(quoted(view.name)) AS \(view.query.sql(MySQLSchema.self))"
    }

    /// As ``createTable(_:years:)`` under another name, with or without secondary indexes, partitioned by the text given.
    func createTable(_ table: GoldTable, as name: String, indexed: Bool, partitions: String = "", comment: String = "Gold") -> String {
        var lines = columnDefinitions(of: table).map(\.text)
        lines.append(Self.primaryKey(of: table))
        if indexed { lines += indexes(of: table).map(definition) }
        return "CREATE TABLE \(Self.quoted(name)) (\n    \(lines.joined(separator: ",\n    "))\n) \(Self.options(comment: comment))\(partitions)"
    }

    /// The statement that ends the load of a staging table: it adds the secondary indexes, unless they are there, and packs the rows
    /// anew when `rebuilt`.
    ///
    /// It changes the table's definition in any case. A reader whose snapshot is older would else see the table empty instead of being told.
    func finishLoad(of table: GoldTable, as name: String, rebuilt: Bool, adding: Bool = true) -> String {
        let additions = !adding ? [] : indexes(of: table).map { "ADD " + definition($0) }
        let changes = (rebuilt || additions.isEmpty ? ["FORCE"] : []) + additions
        return "ALTER TABLE \(Self.quoted(name)) \(changes.joined(separator: ", "))"
    }

    /// What follows the columns of a table: engine, character set, and the comment that says whose the table is.
    static func options(comment: String = "Gold") -> String {
        "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT=\(literal("\(ownerMark) \(comment)"))"
    }

    /// The primary key of `table`, as a definition.
    static func primaryKey(of table: GoldTable) -> String { "PRIMARY KEY (\(list(table.primaryKey)))" }

    /// The columns that the server gets for `table`, each with its definition: those it declares, then the invisible ones behind indexes.
    func columnDefinitions(of table: GoldTable) -> [(name: String, text: String)] {
        table.columns.map { ($0.name, definition($0)) } + generatedColumns(table)
    }

    /// The columns of `index` in the server's own terms.
    static func columns(of index: GoldIndex) -> [String] { index.parts.map { $0.nullAs == nil ? $0.column : keyColumn($0.column) } }

    /// `index`, as a definition.
    func definition(_ index: GoldIndex) -> String {
        let parts = zip(index.parts, Self.columns(of: index)).map { part, column in Self.quoted(column) + (part.isDescending ? " DESC" : "") }
        return "\(index.isUnique ? "UNIQUE " : "")KEY \(Self.quoted(index.name)) (\(parts.joined(separator: ", ")))"
    }

    /// The indexes that are made of those the table declares.
    func indexes(of table: GoldTable) -> [GoldIndex] { hasIndexes ? table.indexes : table.indexes.filter(\.isUnique) }

    /// `name` as an identifier.
    package static func quoted(_ name: String) -> String { "`" + name.replacing("`", with: "``") + "`" }

    /// `names` as identifiers, with commas.
    static func list(_ names: [String]) -> String { names.map(quoted).joined(separator: ", ") }

    /// `text` as a literal; backslashes escape in both dialects.
    package static func literal(_ text: String) -> String { "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "''") + "'" }
}

extension MySQLSchema {
    private func definition(_ column: GoldColumn) -> String {
        let name = Self.quoted(column.name)
        let type = typeName(column.type)
        if column.isAutoIncrement { return "\(name) \(type) NOT NULL AUTO_INCREMENT" }
        switch (column.type, column.isNullable) {
        // Older servers give the first such column a default and an update rule of their own unless both are said.
        case (.timestamp, true): return "\(name) \(type) NULL DEFAULT NULL"
        case (.timestamp, false): return "\(name) \(type) NOT NULL DEFAULT CURRENT_TIMESTAMP"
        default: return "\(name) \(type)\(column.isNullable ? "" : " NOT NULL")"
        }
    }

    private func typeName(_ type: GoldColumn.ColumnType) -> String {
        switch type {
        case .integer: "INT"
        case .bigInteger: "BIGINT"
        case .double: "DOUBLE"
        case .boolean: "BOOLEAN"
        case .varchar(let length, let binary): "VARCHAR(\(length))" + (binary ? " COLLATE \(dialect.binaryCollation)" : "")
        case .text: "MEDIUMTEXT"
        case .json: "JSON"
        case .date: "DATE"
        case .timestamp: "TIMESTAMP"
        case .enumeration(let cases): "ENUM(\(cases.map(Self.literal).joined(separator: ", ")))"
        }
    }

    /// The columns behind index parts that take null for a text. They compare byte by byte: names that differ in an accent are two.
    private func generatedColumns(_ table: GoldTable) -> [(name: String, text: String)] {
        keyColumns(of: table).map { column in
            let definition =
                "\(Self.quoted(column.name)) VARCHAR(\(column.length)) COLLATE \(dialect.binaryCollation) "
                + "GENERATED ALWAYS AS (COALESCE(\(Self.quoted(column.source)), \(Self.literal(column.null)))) VIRTUAL INVISIBLE"
            return (column.name, definition)
        }
    }

    /// Those columns: name, number of characters, the column that they follow, and the text that stands for its null.
    func keyColumns(of table: GoldTable) -> [(name: String, length: Int, source: String, null: String)] {
        table.indexes.flatMap(\.parts).compactMap { part in
            guard let text = part.nullAs, let column = table.columns.first(where: { $0.name == part.column }) else { return nil }
            let length = if case .varchar(let length, _) = column.type { length } else { 255 }
            return (Self.keyColumn(part.column), length, part.column, text)
        }
    }

    /// The name of the invisible column that an index uses in place of `column`.
    static func keyColumn(_ column: String) -> String { "\(column)_key" }
}
