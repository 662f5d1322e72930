/// The tables of the database as `information_schema` shows them.
extension MySQLConnection {
    /// How every table is built, by name. Views are not among them.
    func layouts() throws -> [String: TableLayout] {
        var layouts: [String: TableLayout] = [:]
        for row in try rows(Self.tables) { layouts[row[0].text ?? "", default: TableLayout()].options = Facts(row, 1..<4) }
        let checks = try columnChecks()
        for row in try rows(Self.columns) where layouts[row[0].text ?? ""] != nil {
            let (table, column) = (row[0].text ?? "", row[1].text ?? "")
            var layout = ColumnLayout(name: column, facts: Facts(row, 2..<8))
            layout.facts.values.append(.init(name: "check", value: checks["\(table).\(column)"] ?? "none"))
            layouts[table]?.columns.append(layout)
        }
        for row in try rows(indexes) {
            let part = IndexLayout.Part(column: row[2].text, isDescending: row[3].text == "D", prefix: row[4].integer)
            var index = layouts[row[0].text ?? ""]?.indexes[row[1].text ?? ""] ?? IndexLayout()
            index.parts.append(part)
            index.isUnique = row[5].integer == 0
            index.facts = Facts(row, 6..<8)
            layouts[row[0].text ?? ""]?.indexes[row[1].text ?? ""] = index
        }
        for row in try rows(Self.partitions) {
            layouts[row[0].text ?? ""]?.partitions.facts = Facts(row, 1..<4)
            layouts[row[0].text ?? ""]?.partitions.partitions.append(.init(name: row[4].text ?? "", bound: row[5].text ?? ""))
        }
        return layouts
    }

    private static let tables = """
        SELECT TABLE_NAME, ENGINE AS `engine`, TABLE_COLLATION AS `collation`, TABLE_COMMENT AS `comment` FROM information_schema.TABLES \
        WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE'
        """

    private static let columns = """
        SELECT TABLE_NAME, COLUMN_NAME, COLUMN_TYPE AS `type`, IS_NULLABLE AS `null`, COLUMN_DEFAULT AS `default`, \
        COLLATION_NAME AS `collation`, EXTRA AS `extra`, GENERATION_EXPRESSION AS `expression` FROM information_schema.COLUMNS \
        WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME, ORDINAL_POSITION
        """

    /// The two servers have different words for an index that is kept and not used.
    private var indexes: String {
        """
        SELECT TABLE_NAME, INDEX_NAME, COLUMN_NAME, COLLATION, SUB_PART, NON_UNIQUE, INDEX_TYPE AS `kind`, \
        \(dialect.family == .mariadb ? "IGNORED" : "IF(IS_VISIBLE = 'YES', 'NO', 'YES')") AS `ignored` FROM information_schema.STATISTICS \
        WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX
        """
    }

    private static let partitions = """
        SELECT TABLE_NAME, PARTITION_METHOD AS `partitioned by`, PARTITION_EXPRESSION AS `of`, SUBPARTITION_METHOD AS `subpartitioned by`, \
        PARTITION_NAME, PARTITION_DESCRIPTION FROM information_schema.PARTITIONS \
        WHERE TABLE_SCHEMA = DATABASE() AND PARTITION_NAME IS NOT NULL ORDER BY TABLE_NAME, PARTITION_ORDINAL_POSITION
        """

    /// What MariaDB checks of a column, by table and column: that is how it keeps JSON. MySQL has a type for that.
    private func columnChecks() throws -> [String: String] {
        guard dialect.family == .mariadb else { return [:] }
        let query = """
            SELECT CONCAT(TABLE_NAME, '.', CONSTRAINT_NAME), CHECK_CLAUSE FROM information_schema.CHECK_CONSTRAINTS \
            WHERE CONSTRAINT_SCHEMA = DATABASE() AND LEVEL = 'Column'
            """
        return Dictionary(try rows(query).map { ($0[0].text ?? "", $0[1].text ?? "") }) { first, _ in first }
    }
}
