import Gold

/// The putting together of a partitioned table from the tables of its years.
struct Assembly: Sendable {
    let table: GoldTable
    /// The staging table to be made.
    let name: String
    /// The tables of the years, ascending.
    let parts: [(year: Int, name: String)]
}

extension StagedTable {
    /// What has to be put together; nil for a table that is whole already.
    var assembly: Assembly? {
        guard isPartitioned else { return nil }
        return Assembly(table: table, name: name, parts: years.compactMap { year in parts[year].map { (year, $0.name) } })
    }
}

extension MySQLSchema {
    /// Makes the partitioned table and lets each year's table become a partition of it. The server checks that its rows belong there.
    func assemble(_ assembly: Assembly?, on connection: MySQLConnection) throws {
        guard let assembly else { return }
        let partitions = partitions(of: assembly.table, years: assembly.parts.map(\.year))
        try connection.execute(createTable(assembly.table, as: assembly.name, indexed: true, partitions: partitions))
        for (year, name) in assembly.parts {
            let (target, source) = (Self.quoted(assembly.name), Self.quoted(name))
            try connection.execute("ALTER TABLE \(target) EXCHANGE PARTITION \(Self.partition(year)) WITH TABLE \(source)")
            try connection.execute("DROP TABLE \(source)")
        }
        // With no year there was no exchange, and the table must not look as if it had always been there.
        if assembly.parts.isEmpty { try connection.execute(finishLoad(of: assembly.table, as: assembly.name, rebuilt: true, adding: false)) }
    }

    /// Whether `column` gives back the text that was sent: MySQL's JSON is stored in a form of its own.
    func keepsText(of column: GoldColumn) -> Bool { column.type != .json || dialect.family == .mariadb }
}

extension MySQLConnection {
    /// Makes the version's table aside, with its one row.
    func stageVersion(_ version: Int64, _ run: RunRecord, _ schema: MySQLSchema) throws {
        let table = GoldTable.datamartVersion
        let name = StagingName.new(table.name)
        try execute(schema.createTable(table, as: name, indexed: true))
        try insertVersion(version, run, into: name)
        try execute(schema.finishLoad(of: table, as: name, rebuilt: true, adding: false))
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
