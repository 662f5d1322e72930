import Gold

/// The run ledger, which is never swapped, and the version that is.
extension MySQLConnection {
    /// Creates the ledger and an empty version where they are missing.
    ///
    /// - Throws: ``GoldError`` when one is there in the form of an earlier version, which no publication replaces.
    func createLedger(_ schema: MySQLSchema) throws {
        let (relations, layouts) = (try relations(), try layouts())
        for table in GoldCatalog.ledger {
            guard relations[table.name] != nil else {
                try execute(schema.createTable(table))
                continue
            }
            guard layouts[table.name]?.essentials == schema.layout(of: table) else {
                throw GoldError(
                    .usage, "the table is not as this version of Datamart makes it, and runs keep its rows; `datamart migrate` brings it up to date",
                    table: table.name)
            }
        }
    }

    /// The rows of `datamart_runs`, newest first: the latest start, of equal ones the latest end. Empty when there is no ledger.
    func runs(newest limit: Int) throws -> [RunRecord] {
        var query = try NamedQuery.runs.query()
        query.limit = limit
        do {
            return try rows(query).map(RunRecord.init)
        } catch let error as MySQLError where error.code == MySQLError.Code.noSuchTable {
            return []
        }
    }

    /// Writes `run` in place of the row that it may have.
    func record(_ run: RunRecord) throws {
        let columns = GoldTable.datamartRuns.columns
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        try rows("REPLACE INTO datamart_runs (\(MySQLSchema.list(columns.map(\.name)))) VALUES (\(marks))", run.ledgerValues)
    }

    /// The version that readers see; nil when nothing was published yet. `locking`: kept as it is until the transaction ends.
    func publishedVersion(locking: Bool = false) throws -> PublishedVersion? {
        try rows(NamedQuery.version.query(), locking: locking).first.map(PublishedVersion.init)
    }

    /// Adds the row of `run` to `table`, which has the form of `datamart_version`.
    func insertVersion(_ version: Int64, _ run: RunRecord, into table: String) throws {
        let time = String(decoding: ISOText.timestamps([run.finishedAt ?? run.startedAt]), as: UTF8.self)
        try rows("INSERT INTO \(MySQLSchema.quoted(table)) VALUES (?, ?, ?)", [.integer(version), .text(run.runID), .text(time)])
    }

    /// Settles the runs that the ledger has as under way although none is: each died before it could say how it ended. The one whose
    /// version readers see has published it.
    func settleDeadRuns() throws {
        let published = try publishedVersion()
        for var run in try runs(newest: 1_000) where run.status == .running {
            let hasPublished = published?.runID == run.runID
            run.status = hasPublished ? .succeeded : .failed
            run.dataVersion = hasPublished ? published?.number : nil
            run.error = hasPublished ? nil : "the run ended without a word: its process died, or lost the server"
            try record(run)
        }
    }
}

extension RunRecord {
    /// One value per column of ``GoldTable/datamartRuns``, in its order.
    fileprivate var ledgerValues: [MySQLValue] {
        func time(_ second: Int64?) -> MySQLValue { second.map { .text(String(decoding: ISOText.timestamps([$0]), as: UTF8.self)) } ?? .null }
        func double(_ value: Double?) -> MySQLValue { value.map { .double($0) } ?? .null }
        return [
            .text(runID), .text(mode.rawValue), time(startedAt), time(finishedAt), .text(status.rawValue), dataVersion.map { .integer($0) } ?? .null,
            .integer(rowsRead), .integer(rowsAccepted), .integer(rowsRejected), .integer(partitions), double(scanSeconds), double(deriveSeconds),
            double(exportSeconds), double(qualityScore), error.map { .text($0) } ?? .null,
        ]
    }
}
