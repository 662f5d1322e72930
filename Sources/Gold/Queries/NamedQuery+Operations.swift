extension NamedQuery {
    /// The run ledger: the latest start first, of equal ones the latest end.
    public static let runs = NamedQuery(
        "runs", "runs, the newest first", .datamartRuns,
        order: [.init("started_at", descending: true), .init("finished_at", descending: true), .init("run_id", descending: true)])

    /// The version that is published; no row before the first.
    public static let version = NamedQuery(
        "version", "the published version", .datamartVersion, order: [.init("version", descending: true)], limit: 1)

    /// The partitions of Silver that the published accidents were made from.
    public static let partitions = NamedQuery(
        "partitions", "partitions of Silver by name", .datamartPartitions, order: [.init("partition")])
}
