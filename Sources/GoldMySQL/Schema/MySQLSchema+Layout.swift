import Gold

extension MySQLSchema {
    /// The layout of `table` when this schema makes it, whichever years have a partition, in the words of ``TableLayout/essentials``.
    func layout(of table: GoldTable) -> TableLayout {
        var layout = TableLayout(engine: "InnoDB")
        layout.columns = table.columns.map { column in
            let (type, collation) = storedType(column.type)
            return ColumnLayout(
                column.name, type: type, isNullable: column.isNullable, collation: collation, extra: column.isAutoIncrement ? "auto_increment" : "")
        }
        layout.columns += keyColumns(of: table).map {
            ColumnLayout(
                $0.name, type: "varchar(\($0.length))", isNullable: true, collation: dialect.binaryCollation, extra: "virtual generated")
        }
        layout.indexes[TableLayout.primaryKey] = IndexLayout(columns: table.primaryKey, isUnique: true)
        for index in indexes(of: table) { layout.indexes[index.name] = IndexLayout(columns: Self.columns(of: index), isUnique: index.isUnique) }
        if isPartitioned, let column = table.partitionedByYearOf {
            let future = PartitionLayout.Partition(name: Self.futurePartition, bound: "MAXVALUE")
            layout.partitions = PartitionLayout(method: "RANGE", expression: "year(\(column))", others: [future])
        }
        return layout
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
