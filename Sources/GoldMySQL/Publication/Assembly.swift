import Gold

// A partitioned table is put together from tables of its years, which are filled and indexed side by side.

extension MySQLSchema {
    /// Makes the partitioned staging table of `table`, without rows, for the years that it has.
    func beginAssembly(of table: StagedTable, on connection: MySQLConnection) throws {
        let partitions = partitions(of: table.table, years: table.years)
        try connection.execute(createTable(table.table, as: table.name, indexed: true, partitions: partitions))
        // With no year to be attached, the table must not look as if it had always been there.
        if table.years.isEmpty { try connection.execute(finishLoad(of: table.table, as: table.name, rebuilt: true, adding: false)) }
    }

    /// Whether `column` gives back the text that was sent: MySQL's JSON is stored in a form of its own.
    func keepsText(of column: GoldColumn) -> Bool { column.type != .json || dialect.family == .mariadb }
}

extension MySQLConnection {
    /// Lets the table `part` become the partition for `year` of the staging table `name`. The server checks that its rows belong there.
    func attach(_ part: String, as year: Int, to name: String) throws {
        let (source, target, partition) = (MySQLSchema.quoted(part), MySQLSchema.quoted(name), MySQLSchema.partition(year))
        try execute("ALTER TABLE \(target) EXCHANGE PARTITION \(partition) WITH TABLE \(source)")
        try execute("DROP TABLE \(source)")
        // The statistics of the rows stay behind with the name that they had.
        try execute("ALTER TABLE \(target) ANALYZE PARTITION \(partition)")
    }

    /// Makes the version's table aside, with its one row.
    func stageVersion(_ version: Int64, _ run: RunRecord, _ context: PublishingContext) throws {
        let (table, schema) = (GoldTable.datamartVersion, context.schema)
        let name = context.staging.new(table.name)
        try execute(schema.createTable(table, as: name, indexed: true))
        try insertVersion(version, run, into: name)
        try execute(schema.finishLoad(of: table, as: name, rebuilt: true, adding: false))
        try execute("ANALYZE TABLE \(MySQLSchema.quoted(name))")
    }

    /// Makes those of `views` that are missing or have other columns. A view refers to its table by name: a switch does not touch it.
    func createViews(_ views: [GoldView]) throws {
        for view in views where try columns(of: view.name) != view.columns {
            try execute(MySQLSchema.createView(view))
        }
    }

    private func columns(of relation: String) throws -> [String] {
        try rows(
            "SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION",
            [.text(relation)]
        ).map { $0[0].text ?? "" }
    }
}

extension RowBatch {
    /// Checks that times are in the range of the server's TIMESTAMP.
    func validateTimes(for table: GoldTable) throws(GoldError) {
        let range: ClosedRange<Int64> = 1...2_147_483_647
        for (column, definition) in zip(columns, table.writtenColumns) {
            guard case .timestamps(let seconds) = column.values else { continue }
            for row in seconds.indices where !range.contains(seconds[row]) && column.isPresent(row) {
                throw GoldError(
                    .rejected,
                    "column \(definition.name), row \(row) of the batch: MySQL keeps times from 1970-01-01 00:00:01 to 2038-01-19 03:14:07",
                    table: table.name)
            }
        }
    }
}
