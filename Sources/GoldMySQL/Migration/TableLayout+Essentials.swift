extension TableLayout {
    /// The layout as far as a partial publication relies on it, in words that ``MySQLSchema/layout(of:)`` and every server share.
    ///
    /// InnoDB is essential for its transactions. The direction of an index is left out, since MariaDB keeps it from 10.8 on only, and so are
    /// the partitions of years.
    var essentials: TableLayout {
        var layout = TableLayout(engine: options["engine"] ?? "")
        layout.columns = columns.map(\.essentials)
        layout.indexes = indexes.mapValues(\.essentials)
        layout.partitions = partitions.essentials
        return layout
    }

    /// A table without columns.
    init(engine: String) { options = Facts(["engine": engine]) }
}

extension ColumnLayout {
    /// - Parameters:
    ///   - type: the type as servers tell it, without the width in which a number is shown.
    ///   - extra: `auto_increment`, `virtual generated`, or empty.
    init(_ name: String, type: String, isNullable: Bool, collation: String, extra: String) {
        self.name = name
        facts = Facts(["type": type, "null": isNullable ? "YES" : "NO", "collation": collation, "extra": extra])
    }

    fileprivate var essentials: ColumnLayout {
        // Servers differ in whether they tell how wide a number is shown.
        let type = (facts["type"] ?? "").replacing(/^(tinyint|int|bigint)\([0-9]+\)/) { $0.1 }
        let extra = ["auto_increment", "virtual generated"].filter { facts["extra"]?.lowercased().contains($0) ?? false }.joined()
        return ColumnLayout(name, type: type, isNullable: facts["null"] == "YES", collation: facts["collation"] ?? "", extra: extra)
    }
}

extension IndexLayout {
    /// An index of whole columns, outermost first.
    init(columns: [String], isUnique: Bool) {
        parts = columns.map { Part(column: $0, isDescending: false, prefix: nil) }
        self.isUnique = isUnique
    }

    fileprivate var essentials: IndexLayout {
        IndexLayout(parts: parts.map { Part(column: $0.column, isDescending: false, prefix: $0.prefix) }, isUnique: isUnique)
    }
}

extension PartitionLayout {
    /// - Parameters:
    ///   - expression: what decides on the partition of a row, in small letters and without quotes.
    ///   - others: the partitions that are not those of a year.
    init(method: String, expression: String, others: [Partition]) {
        facts = Facts(["partitioned by": method, "of": expression])
        partitions = others
    }

    fileprivate var essentials: PartitionLayout {
        guard !partitions.isEmpty else { return PartitionLayout() }
        let expression = (facts["of"] ?? "").lowercased().replacing("`", with: "")
        let others = partitions.filter { MySQLSchema.years(ofPartitions: [$0.name]).first.map { "\($0 + 1)" } != $0.bound }
        return PartitionLayout(method: facts["partitioned by"] ?? "", expression: expression, others: others)
    }
}
