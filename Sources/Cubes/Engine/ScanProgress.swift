/// How far a scan has come.
public struct ScanProgress: Sendable, Hashable {
    /// Rows accepted so far.
    public var rows = 0
    /// Bytes of the partitions, and pieces of partitions, that are done.
    public var bytes = 0
    /// Bytes of all partitions.
    public var totalBytes = 0
    /// Partitions that are done.
    public var partitions = 0
    /// Partitions in all.
    public var totalPartitions = 0

    /// Nothing done yet of `totalBytes` in `totalPartitions`.
    public init(totalBytes: Int, totalPartitions: Int) {
        self.totalBytes = totalBytes
        self.totalPartitions = totalPartitions
    }
}
