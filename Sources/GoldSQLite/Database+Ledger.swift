import GRDB
import Gold

extension Database {
    /// Marks the database as ours and creates the tables that stores fill themselves, empty.
    func createLedger() throws {
        try execute(sql: "PRAGMA application_id = \(SQLiteGoldStore.applicationID)")
        for table in GoldCatalog.ledger { try execute(sql: SQLiteSchema.createTable(table)) }
    }

    /// The rows of `datamart_runs`, newest first: the latest start, of equal ones the last written.
    func runs(newest limit: Int) throws -> [RunRecord] {
        let columns = GoldTable.datamartRuns.columns.map { column in
            let name = SQLiteSchema.quoted(column.name)
            return column.type == .timestamp ? "CAST(strftime('%s', \(name)) AS INTEGER) AS \(name)" : name
        }
        let sql = "SELECT \(columns.joined(separator: ", ")) FROM datamart_runs ORDER BY datamart_runs.started_at DESC, rowid DESC LIMIT ?"
        return try Row.fetchAll(self, sql: sql, arguments: [limit]).map(RunRecord.init)
    }
}

extension RunRecord {
    fileprivate init(_ row: Row) throws {
        guard let mode = Mode(rawValue: row["mode"]), let status = Status(rawValue: row["status"]) else {
            throw GoldError(.io, "run \(row["run_id"] as String) has a mode or status unknown to this version", table: GoldTable.datamartRuns.name)
        }
        self.init(runID: row["run_id"], mode: mode, startedAt: row["started_at"], status: status)
        finishedAt = row["finished_at"]
        dataVersion = row["data_version"]
        rowsRead = row["rows_read"]
        rowsAccepted = row["rows_accepted"]
        rowsRejected = row["rows_rejected"]
        partitions = row["partitions"]
        scanSeconds = row["scan_seconds"]
        deriveSeconds = row["derive_seconds"]
        exportSeconds = row["export_seconds"]
        qualityScore = row["quality_score"]
        error = row["error"]
    }
}
