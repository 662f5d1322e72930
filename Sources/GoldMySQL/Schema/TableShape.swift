import Gold

/// How a table is made, as far as a refresh relies on it. Both sides, what a schema makes and what a server has, say it in the same words.
///
/// The direction of an index is left out: MariaDB keeps it from 10.8 on.
struct TableShape: Sendable, Hashable {
    /// InnoDB, whose transactions a refresh needs.
    var engine = "InnoDB"
    /// Name, type, nulls, collation and what is special of each column, in order.
    var columns: [String] = []
    /// Name, uniqueness and columns of each index.
    var indexes: Set<String> = []
    /// What decides on the partition of a row, and the partitions that are not those of a year; empty without partitions.
    var partitioning = ""
}

// MARK: What a schema makes

extension MySQLSchema {
    /// The shape of `table` when this schema makes it, whichever years have a partition.
    func shape(of table: GoldTable) -> TableShape {
        var shape = TableShape()
        shape.columns = table.columns.map { column in
            let (type, collation) = storedType(column.type)
            return Self.column(column.name, type, column.isNullable, collation, column.isAutoIncrement ? "auto_increment" : "")
        }
        shape.columns += keyColumns(of: table).map {
            Self.column($0.name, "varchar(\($0.length))", true, dialect.binaryCollation, "virtual generated")
        }
        let indexes = indexes(of: table).map { index in
            Self.index(index.name, index.isUnique, index.parts.map { $0.nullAs == nil ? $0.column : Self.keyColumn($0.column) })
        }
        shape.indexes = Set(indexes + [Self.index("PRIMARY", true, table.primaryKey)])
        if isPartitioned, let column = table.partitionedByYearOf {
            shape.partitioning = "RANGE year(\(column)) " + Self.partition(Self.futurePartition, below: "MAXVALUE")
        }
        return shape
    }

    /// The type as a server tells it, and its collation.
    private func storedType(_ type: GoldColumn.ColumnType) -> (type: String, collation: String) {
        let text = "utf8mb4_unicode_ci"
        return switch type {
        case .integer: ("int", "")
        case .bigInteger: ("bigint", "")
        case .double: ("double", "")
        case .boolean: ("tinyint", "")
        case .varchar(let length, let binary): ("varchar(\(length))", binary ? dialect.binaryCollation : text)
        case .text: ("mediumtext", text)
        case .json: dialect.family == .mariadb ? ("longtext", "utf8mb4_bin") : ("json", "")
        case .date: ("date", "")
        case .timestamp: ("timestamp", "")
        case .enumeration(let cases): ("enum(\(cases.map(Self.literal).joined(separator: ",")))", text)
        }
    }
}

// MARK: What a server has

extension MySQLConnection {
    /// The shape of every table of the database, by name.
    func shapes() throws -> [String: TableShape] {
        var shapes: [String: TableShape] = [:]
        for row in try rows("SELECT TABLE_NAME, ENGINE FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()") {
            shapes[row[0].text ?? ""] = TableShape(engine: row[1].text ?? "")
        }
        try addColumns(to: &shapes)
        try addIndexes(to: &shapes)
        try addPartitions(to: &shapes)
        return shapes
    }

    private func addColumns(to shapes: inout [String: TableShape]) throws {
        let query = """
            SELECT TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, COLLATION_NAME, EXTRA FROM information_schema.COLUMNS \
            WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME, ORDINAL_POSITION
            """
        for row in try rows(query) {
            // Servers differ in whether they tell how wide a number is shown.
            let type = (row[2].text ?? "").replacing(/^(tinyint|int|bigint)\([0-9]+\)/) { $0.1 }
            let extra = ["auto_increment", "virtual generated"].filter { row[5].text?.lowercased().contains($0) ?? false }.joined()
            shapes[row[0].text ?? ""]?.columns.append(
                MySQLSchema.column(row[1].text ?? "", type, row[3].text == "YES", row[4].text ?? "", extra))
        }
    }

    private func addIndexes(to shapes: inout [String: TableShape]) throws {
        let query = """
            SELECT TABLE_NAME, INDEX_NAME, NON_UNIQUE, COLUMN_NAME, SUB_PART FROM information_schema.STATISTICS \
            WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX
            """
        let parts = Dictionary(grouping: try rows(query)) { [$0[0].text ?? "", $0[1].text ?? ""] }
        for (names, rows) in parts {
            let columns = rows.map { ($0[3].text ?? "") + ($0[4].text.map { "(\($0))" } ?? "") }
            shapes[names[0]]?.indexes.insert(MySQLSchema.index(names[1], rows[0][2].integer == 0, columns))
        }
    }

    private func addPartitions(to shapes: inout [String: TableShape]) throws {
        let query = """
            SELECT TABLE_NAME, PARTITION_METHOD, PARTITION_EXPRESSION, PARTITION_NAME, PARTITION_DESCRIPTION FROM information_schema.PARTITIONS \
            WHERE TABLE_SCHEMA = DATABASE() AND PARTITION_NAME IS NOT NULL ORDER BY TABLE_NAME, PARTITION_ORDINAL_POSITION
            """
        for (table, rows) in Dictionary(grouping: try rows(query), by: { $0[0].text ?? "" }) {
            let expression = (rows[0][2].text ?? "").lowercased().replacing("`", with: "")
            let others = rows.map { MySQLSchema.partition($0[3].text ?? "", below: $0[4].text ?? "") }.filter { !$0.isEmpty }
            shapes[table]?.partitioning = "\(rows[0][1].text ?? "") \(expression) " + others.joined(separator: " ")
        }
    }
}

// MARK: The words

extension MySQLSchema {
    fileprivate static func column(_ name: String, _ type: String, _ isNullable: Bool, _ collation: String, _ extra: String) -> String {
        "\(name) \(type) \(isNullable ? "null" : "not null") \(collation) \(extra)"
    }

    fileprivate static func index(_ name: String, _ isUnique: Bool, _ columns: [String]) -> String {
        "\(isUnique ? "unique " : "")\(name) (\(columns.joined(separator: ", ")))"
    }

    /// A partition, unless it is that of the year in its name.
    fileprivate static func partition(_ name: String, below bound: String) -> String {
        guard let year = years(ofPartitions: [name]).first, bound == "\(year + 1)" else { return "\(name) below \(bound)" }
        return ""
    }
}
