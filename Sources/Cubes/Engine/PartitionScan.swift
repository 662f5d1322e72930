public import Accidents

/// What one partition gives by itself.
public struct PartitionScan: Sendable {
    /// The partition.
    public var partition: HivePartition
    /// One cube per spec, in the order of the specs.
    public var cubes: [Cube]
    /// Rows read, accepted and rejected.
    public var counts: ScanCounts
    /// In (file, row) order.
    public var rejected: [RejectedRow]
    /// The accepted identifiers.
    public var identifiers: PartitionIdentifiers
    /// How long one worker was busy with it.
    public var duration: Duration

    /// What `partition` gives.
    public init(
        partition: HivePartition, cubes: [Cube], counts: ScanCounts, rejected: [RejectedRow], identifiers: PartitionIdentifiers, duration: Duration
    ) {
        self.partition = partition
        self.cubes = cubes
        self.counts = counts
        self.rejected = rejected
        self.identifiers = identifiers
        self.duration = duration
    }
}
