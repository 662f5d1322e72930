/// Where a scan hands the accepted accidents to, besides filling cubes.
public struct RowSink: Sendable {
    /// The names of the partitions whose rows are handed on; nil for all.
    public var partitions: Set<String>?
    /// Takes a batch of rows. Whoever scans waits for it, which bounds the memory in flight; called from any task.
    public var deliver: @Sendable (AccidentRows) async throws -> Void

    /// A sink of the rows of `partitions`; of all of them when it is nil.
    public init(partitions: Set<String>? = nil, deliver: @escaping @Sendable (AccidentRows) async throws -> Void) {
        self.partitions = partitions
        self.deliver = deliver
    }

    /// Whether the rows of the partition called `name` are wanted.
    public func takes(_ name: String) -> Bool { partitions?.contains(name) ?? true }
}
