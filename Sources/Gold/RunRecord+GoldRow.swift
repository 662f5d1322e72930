extension RunRecord {
    /// A row of ``NamedQuery/runs``.
    ///
    /// - Throws: ``GoldError/Code/damaged`` for a value that does not belong there.
    public init(_ row: GoldRow) throws(GoldError) {
        self.init(
            runID: try row.required("run_id"), mode: try row.required("mode"), startedAt: try row.required("started_at"),
            status: try row.required("status"))
        finishedAt = try row.optional("finished_at")
        dataVersion = try row.optional("data_version")
        rowsRead = try row.required("rows_read")
        rowsAccepted = try row.required("rows_accepted")
        rowsRejected = try row.required("rows_rejected")
        partitions = try row.required("partitions")
        scanSeconds = try row.optional("scan_seconds")
        deriveSeconds = try row.optional("derive_seconds")
        exportSeconds = try row.optional("export_seconds")
        qualityScore = try row.optional("quality_score")
        error = try row.optional("error")
    }
}

extension RunRecord.Mode: GoldReadable {}
extension RunRecord.Status: GoldReadable {}

extension GoldReadable where Self: RawRepresentable<String> {
    /// The case that a word names.
    public init?(_ value: GoldValue) {
        guard let text = String(value) else { return nil }
        self.init(rawValue: text)
    }
}
