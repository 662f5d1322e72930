import Silver
import Synchronization

/// How far a scan has come.
public struct ScanProgress: Sendable, Hashable {
    /// Rows accepted so far.
    public var rows = 0
    /// Bytes of the partitions that are done.
    public var bytes = 0
    /// Bytes of all partitions.
    public var totalBytes = 0
    /// Partitions that are done.
    public var partitions = 0
    /// Partitions in all.
    public var totalPartitions = 0
}

/// Hands out partitions, each once, and adds up progress.
final class WorkQueue: Sendable {
    private let partitions: [HivePartition]
    private let taken = Atomic<Int>(0)
    private let state: Mutex<ScanProgress>
    private let progress: @Sendable (ScanProgress) -> Void

    init(_ partitions: [HivePartition], _ progress: @escaping @Sendable (ScanProgress) -> Void) {
        self.partitions = partitions
        self.progress = progress
        let bytes = partitions.reduce(0) { $0 + $1.files.reduce(0) { $0 + $1.size } }
        state = Mutex(ScanProgress(totalBytes: bytes, totalPartitions: partitions.count))
    }

    func next() -> (index: Int, partition: HivePartition)? {
        let index = taken.add(1, ordering: .relaxed).oldValue
        return index < partitions.count ? (index, partitions[index]) : nil
    }

    func report(rows: Int) { update { $0.rows += rows } }

    func report(bytes: Int) {
        update {
            $0.bytes += bytes
            $0.partitions += 1
        }
    }

    private func update(_ change: (inout ScanProgress) -> Void) {
        let now = state.withLock { progress in
            change(&progress)
            return progress
        }
        progress(now)
    }
}
