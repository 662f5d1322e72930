import Gold

/// The transaction in which readers get the version that a partial publication has made. It may be repeated until it is done.
struct PartialPublicationTransaction: Sendable {
    let context: PublishingContext
    /// The version that must be the published one.
    let base: PublishedVersion
    /// The run as it will be in the ledger.
    let run: RunRecord
    let version: Int64
    /// The days of `accidents_summary` that are taken out.
    let days: DayRanges
    let tables: [RenewedTable]

    /// Publishes, or changes nothing. Does nothing when it is done already: a connection that is lost during the commit does not say.
    ///
    /// - Throws: ``GoldError/Code/busy`` when another run has published or publishes, after a connection was lost.
    func perform(on connection: MySQLConnection) throws {
        guard try !isDone(connection) else { return }
        // DDL would end the transaction.
        try connection.execute("SET SESSION lock_wait_timeout = \(Blockers.patience)")
        try createTables(connection)
        try addPartitions(connection)
        let patience = context.options.lockWaitSeconds
        try connection.execute("SET SESSION lock_wait_timeout = \(patience), innodb_lock_wait_timeout = \(patience)")
        try connection.execute("START TRANSACTION")
        do {
            try change(connection)
            try connection.execute("COMMIT")
        } catch let error as MySQLError where error.endsConnection {
            throw error
        } catch {
            // Should this fail, the connection is given up, and the server takes the changes back.
            try connection.execute("ROLLBACK")
            throw error
        }
    }

    /// Whether the version is published. It is known once the right to publish is held: a lost connection keeps it until its commit is over.
    func isDone(_ connection: MySQLConnection) throws -> Bool {
        try WriterLock.hold(connection, waiting: context.options.lockWaitSeconds)
        return try connection.publishedVersion()?.runID == run.runID
    }

    private func change(_ connection: MySQLConnection) throws {
        guard try connection.publishedVersion(locking: true) == base else {
            throw GoldError(.busy, "another run has published since this one began; run again")
        }
        for table in tables {
            do {
                try table.table == .accidentsSummary ? renewDays(of: table, connection) : renew(table, connection)
            } catch var error as GoldError {
                error.table = table.table.name
                throw error
            }
        }
        try connection.execute("DELETE FROM datamart_version")
        try connection.insertVersion(version, run, into: GoldTable.datamartVersion.name)
        try connection.record(run)
        try WriterLock.check(connection)
    }
}

// MARK: Rows

extension PartialPublicationTransaction {
    /// Puts the new rows in the place of all that are there.
    private func renew(_ table: RenewedTable, _ connection: MySQLConnection) throws {
        try connection.execute("DELETE FROM \(MySQLSchema.quoted(table.table.name))")
        try write(table, connection)
        try table.sums.check(connection.sums(of: table.table, in: table.table.name), of: table.table, context.schema)
    }

    /// Puts the new rows in the place of the accidents of the days that are renewed. Other days of the new rows may have accidents that stay.
    private func renewDays(of table: RenewedTable, _ connection: MySQLConnection) throws {
        func sums(_ days: Set<Int32>) throws -> TableSums {
            try connection.sums(of: table.table, in: table.table.name, where: DayRanges(days).condition(on: "accident_date"))
        }
        try connection.execute("DELETE FROM \(MySQLSchema.quoted(table.table.name)) WHERE \(days.condition(on: "accident_date"))")
        var expected = try sums(table.days.filter { !days.contains($0) })
        expected += table.sums
        try write(table, connection)
        try expected.check(sums(table.days), of: table.table, context.schema)
    }

    private func write(_ table: RenewedTable, _ connection: MySQLConnection) throws {
        let name = table.table.name
        guard table.stagedRows > 0 else {
            if table.buffer.rowCount > 0 { try context.loader.write(table.buffer, to: name, of: table.table, on: connection) }
            return
        }
        let columns = MySQLSchema.list(table.table.columns.map(\.name))
        try connection.execute(
            "INSERT INTO \(MySQLSchema.quoted(name)) (\(columns)) SELECT \(columns) FROM \(MySQLSchema.quoted(table.stagingName))")
    }
}

// MARK: Tables

extension PartialPublicationTransaction {
    /// Makes tables that the version before has not.
    private func createTables(_ connection: MySQLConnection) throws {
        let relations = try connection.relations()
        for table in tables where relations[table.table.name] == nil { try connection.execute(context.schema.createTable(table.table)) }
    }

    /// Gives each year of the new rows a partition of its own, where years have one.
    private func addPartitions(_ connection: MySQLConnection) throws {
        for table in tables where context.schema.isPartitioned && table.table.partitionedByYearOf != nil {
            var years = try connection.partitionYears(of: table.table.name)
            for year in Set(table.days.map(MySQLSchema.year)).subtracting(years).sorted() {
                try connection.execute(MySQLSchema.addPartition(year, to: table.table, existing: years))
                years = (years + [year]).sorted()
            }
        }
    }
}

extension MySQLConnection {
    /// The years that have a partition of their own in `table`, ascending.
    fileprivate func partitionYears(of table: String) throws -> [Int] {
        let names = try rows(
            "SELECT PARTITION_NAME FROM information_schema.PARTITIONS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?", [.text(table)])
        return MySQLSchema.years(ofPartitions: names.compactMap(\.[0].text))
    }
}
