/// How Gold is published to a server.
public struct MySQLOptions: Sendable, Hashable {
    /// Connections open at a time. Three are used at least: one that holds the right to publish, one that loads, one for the ledger.
    public var poolSize = 10
    /// Rows in one transaction where rows have to be inserted because the server does not take loads from clients.
    public var batchSize = 1_000
    /// What is done about failures that pass.
    public var retry = RetryPolicy()
    /// Whether tables with a partitioning column are partitioned by its year.
    public var isPartitioned = true
    /// Whether secondary indexes are made; unique ones are in any case.
    public var hasIndexes = true
    /// Seconds to wait for a row that another connection has locked.
    public var lockWaitSeconds = 10
    /// Bytes of rows that may wait in memory; as many again may be on their way to the server.
    public var bufferBytes = 192 << 20

    /// The defaults.
    public init() {}

    /// Connections that load and index at the same time: as many as the server's pool of threads has, which MariaDB sizes by its processors,
    /// whether the pool is used or not; four where nothing is known. More than the server has processors only make what takes longest end
    /// later, and more than four would keep it from its readers.
    func loaders(threads: Int?) -> Int { min(4, max(2, threads ?? 4), max(1, poolSize - 2)) }
}
