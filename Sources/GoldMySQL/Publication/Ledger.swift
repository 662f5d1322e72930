import Gold

/// A version that was published, and the run that did it.
struct PublishedVersion: Sendable, Hashable {
    var number: Int64
    var runID: String
}

/// The run ledger, which is never swapped, and the version that is.
extension MySQLConnection {
    /// Creates the ledger and an empty version where they are missing.
    func createLedger(_ schema: MySQLSchema) throws {
        let relations = try relations()
        for table in GoldCatalog.ledger where relations[table.name] == nil { try execute(schema.createTable(table)) }
    }

    /// The rows of `datamart_runs`, newest first: the latest start, of equal ones the latest end. Empty when there is no ledger.
    func runs(newest limit: Int) throws -> [RunRecord] {
        let columns = GoldTable.datamartRuns.columns.map { column in
            let name = MySQLSchema.quoted(column.name)
            return column.type == .timestamp ? "UNIX_TIMESTAMP(\(name)) AS \(name)" : name
        }
        let query = """
            SELECT \(columns.joined(separator: ", ")) FROM datamart_runs \
            ORDER BY datamart_runs.started_at DESC, datamart_runs.finished_at DESC, run_id DESC LIMIT \(limit)
            """
        do {
            return try rows(query).map(RunRecord.init(ledger:))
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
        let query = "SELECT version, run_id FROM datamart_version ORDER BY version DESC LIMIT 1" + (locking ? " FOR UPDATE" : "")
        return try rows(query).first.flatMap { row in row[0].integer.map { PublishedVersion(number: $0, runID: row[1].text ?? "") } }
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
    fileprivate init(ledger row: MySQLRow) throws {
        guard let mode = Mode(rawValue: row["mode"].text ?? ""), let status = Status(rawValue: row["status"].text ?? "") else {
            let name = row["run_id"].text ?? ""
            throw GoldError(.io, "run \(name) has a mode or status unknown to this version", table: GoldTable.datamartRuns.name)
        }
        self.init(runID: row["run_id"].text ?? "", mode: mode, startedAt: row["started_at"].integer ?? 0, status: status)
        finishedAt = row["finished_at"].integer
        dataVersion = row["data_version"].integer
        rowsRead = row["rows_read"].integer ?? 0
        rowsAccepted = row["rows_accepted"].integer ?? 0
        rowsRejected = row["rows_rejected"].integer ?? 0
        partitions = row["partitions"].integer ?? 0
        scanSeconds = row["scan_seconds"].double
        deriveSeconds = row["derive_seconds"].double
        exportSeconds = row["export_seconds"].double
        qualityScore = row["quality_score"].double
        error = row["error"].text
    }

    /// A value a column of ``GoldTable/datamartRuns``, in its order.
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
