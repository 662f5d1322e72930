public import Gold

extension MySQLGoldStore {
    /// This store has no refresh of its own yet: every publication is a full one.
    public func publishedPartitions() async throws -> [PublishedPartition]? { nil }

    /// Not to be called: nothing is said to be published that a refresh could start from.
    public func beginRefresh(runID: String, replacing days: [ClosedRange<Int32>]) async throws -> any GoldPublication {
        throw GoldError(.usage, "this store publishes everything anew; use beginPublication")
    }
}
