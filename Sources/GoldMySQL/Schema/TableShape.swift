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

extension TableLayout {
    /// The shape of the table.
    var shape: TableShape {
        var shape = TableShape(engine: options["engine"] ?? "")
        shape.columns = columns.map { column in
            // Servers differ in whether they tell how wide a number is shown.
            let type = (column.facts["type"] ?? "").replacing(/^(tinyint|int|bigint)\([0-9]+\)/) { $0.1 }
            let extra = ["auto_increment", "virtual generated"].filter { column.facts["extra"]?.lowercased().contains($0) ?? false }.joined()
            return MySQLSchema.column(column.name, type, column.facts["null"] == "YES", column.facts["collation"] ?? "", extra)
        }
        shape.indexes = Set(
            indexes.map { name, index in
                MySQLSchema.index(name, index.isUnique, index.parts.map { ($0.column ?? "") + ($0.prefix.map { "(\($0))" } ?? "") })
            })
        guard !partitions.partitions.isEmpty else { return shape }
        let expression = (partitions.facts["of"] ?? "").lowercased().replacing("`", with: "")
        let others = partitions.partitions.map { MySQLSchema.partition($0.name, below: $0.bound) }.filter { !$0.isEmpty }
        shape.partitioning = "\(partitions.facts["partitioned by"] ?? "") \(expression) " + others.joined(separator: " ")
        return shape
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
