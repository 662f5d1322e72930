public import Accidents

/// What a scan of Silver yields.
public struct ScanResult: Sendable {
    /// One cube per spec, in the order of the specs.
    public var cubes: [Cube]
    /// Rows read, accepted and rejected, over all partitions.
    public var counts: ScanCounts
    /// In (partition, file, row) order.
    public var rejected: [RejectedRow]
    /// Identifiers that occur in more than one partition, at most ten of them; empty is what Silver promises.
    public var identifiersInTwoPartitions: [String]

    /// A result of these parts.
    public init(cubes: [Cube], counts: ScanCounts, rejected: [RejectedRow], identifiersInTwoPartitions: [String]) {
        self.cubes = cubes
        self.counts = counts
        self.rejected = rejected
        self.identifiersInTwoPartitions = identifiersInTwoPartitions
    }

    /// The cube of `spec`. Nil when it was not asked for.
    public func cube(_ spec: CubeSpec) -> Cube? { cubes.first { $0.spec == spec } }
}
