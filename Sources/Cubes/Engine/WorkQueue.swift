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

/// Hands out partitions, each once, the largest first, so that no worker is left with a large one at the end; and adds up progress.
final class WorkQueue: Sendable {
    private let partitions: [HivePartition]
    /// The partitions' indexes, largest first.
    private let order: [Int]
    private let taken = Atomic<Int>(0)
    private let state: Mutex<ScanProgress>
    private let progress: @Sendable (ScanProgress) -> Void

    init(_ partitions: [HivePartition], _ progress: @escaping @Sendable (ScanProgress) -> Void) {
        self.partitions = partitions
        self.progress = progress
        let bytes = partitions.map { $0.files.reduce(0) { $0 + $1.size } }
        order = partitions.indices.sorted { (bytes[$1], $0) < (bytes[$0], $1) }
        state = Mutex(ScanProgress(totalBytes: bytes.reduce(0, +), totalPartitions: partitions.count))
    }

    func next() -> (index: Int, partition: HivePartition)? {
        let turn = taken.add(1, ordering: .relaxed).oldValue
        return turn < order.count ? (order[turn], partitions[order[turn]]) : nil
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
