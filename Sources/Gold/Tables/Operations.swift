extension GoldTable {
    /// `datamart_runs`: the run ledger. Never swapped: a publication carries its rows over and adds its own.
    public static let datamartRuns = GoldTable(
        name: "datamart_runs",
        columns: [
            GoldColumn("run_id", .varchar(64, binary: true), nullable: false),
            GoldColumn("mode", .enumeration(RunRecord.Mode.allCases.map(\.rawValue)), nullable: false),
            GoldColumn("started_at", .timestamp, nullable: false),
            GoldColumn("finished_at", .timestamp),
            GoldColumn("status", .enumeration(RunRecord.Status.allCases.map(\.rawValue)), nullable: false),
            GoldColumn("data_version", .bigInteger),
            GoldColumn("rows_read", .bigInteger, nullable: false),
            GoldColumn("rows_accepted", .bigInteger, nullable: false),
            GoldColumn("rows_rejected", .bigInteger, nullable: false),
            GoldColumn("partitions", .bigInteger, nullable: false),
            GoldColumn("scan_seconds", .double),
            GoldColumn("derive_seconds", .double),
            GoldColumn("export_seconds", .double),
            GoldColumn("quality_score", .double),
            GoldColumn("error", .text),
        ],
        primaryKey: ["run_id"])

    /// `datamart_version`: one row that says which version the other tables are, switched together with them.
    /// No row: nothing has been published here yet.
    public static let datamartVersion = GoldTable(
        name: "datamart_version",
        columns: [
            GoldColumn("version", .bigInteger, nullable: false),
            GoldColumn("run_id", .varchar(64, binary: true), nullable: false),
            GoldColumn("published_at", .timestamp, nullable: false),
        ],
        primaryKey: ["version"])

    /// `datamart_partitions`: from which partitions of Silver the rows of `accidents_summary` were made, so that a run knows which to renew.
    public static let datamartPartitions = GoldTable(
        name: "datamart_partitions",
        columns: [
            GoldColumn("partition", .varchar(255, binary: true), nullable: false),
            GoldColumn("fingerprint", .varchar(32, binary: true), nullable: false),
            GoldColumn("months", .text, nullable: false),
            GoldColumn("rows", .bigInteger, nullable: false),
        ],
        primaryKey: ["partition"])

    /// `datamart_quality`: what the gates measured before publishing, one row a (table, metric).
    public static let datamartQuality = GoldTable(
        name: "datamart_quality",
        columns: [
            GoldColumn("table", .varchar(64), nullable: false),
            GoldColumn("metric", .varchar(64), nullable: false),
            GoldColumn("value", .double, nullable: false),
            GoldColumn("threshold", .double, nullable: false),
            GoldColumn("passed", .boolean, nullable: false),
        ],
        primaryKey: ["table", "metric"])

    /// `rejected_rows`: every row of Silver that was not accepted, and why.
    ///
    /// `id` is the accident's own identifier, null when it has none; `file` and `row` (from 1) say where it stands.
    public static let rejectedRows = GoldTable(
        name: "rejected_rows",
        columns: [
            GoldColumn("id", .text),
            GoldColumn("file", .varchar(500, binary: true), nullable: false),
            GoldColumn("row", .bigInteger, nullable: false),
            GoldColumn("reason", .text, nullable: false),
        ],
        primaryKey: ["file", "row"])
}
