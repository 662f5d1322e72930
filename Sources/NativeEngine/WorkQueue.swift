import Accidents
import Cubes
import Silver
import Synchronization

/// Hands out partitions and pieces of partitions, each once, and adds up progress.
final class WorkQueue: Sendable {
    /// What a worker takes at a time.
    struct Item {
        /// The partition's number among those of the queue.
        let partition: Int
        let piece: PartitionPiece
        /// Nil for a whole partition.
        let split: (all: SplitPartition, index: Int)?

        /// The largest first; of equal ones the first.
        var order: (Int, Int, Int) { (-piece.bytes, partition, split?.index ?? 0) }
    }

    private let items: [Item]
    private let taken = Atomic<Int>(0)
    private let state: Mutex<ScanProgress>
    private let progress: @Sendable (ScanProgress) -> Void

    /// Hands out whole partitions in the order given.
    convenience init(_ partitions: [HivePartition], _ progress: @escaping @Sendable (ScanProgress) -> Void) {
        self.init(partitions.enumerated().map { Item(partition: $0, piece: $1.whole, split: nil) }, of: partitions, progress)
    }

    /// Hands out the largest first, so that no worker is left with a large one at the end; partitions of more than `pieceBytes` in pieces.
    convenience init(
        largestFirst partitions: [HivePartition], pieceBytes: Int, in fileSystem: any FileSystem,
        _ progress: @escaping @Sendable (ScanProgress) -> Void
    ) {
        let items = partitions.enumerated().flatMap { number, partition in
            Self.items(number, partition, partition.bytes > pieceBytes ? partition.pieces(of: pieceBytes, in: fileSystem) : [])
        }
        self.init(items.sorted { $0.order < $1.order }, of: partitions, progress)
    }

    private init(_ items: [Item], of partitions: [HivePartition], _ progress: @escaping @Sendable (ScanProgress) -> Void) {
        self.items = items
        self.progress = progress
        state = Mutex(ScanProgress(totalBytes: partitions.reduce(0) { $0 + $1.bytes }, totalPartitions: partitions.count))
    }

    private static func items(_ number: Int, _ partition: HivePartition, _ pieces: [PartitionPiece]) -> [Item] {
        guard pieces.count > 1 else { return [Item(partition: number, piece: partition.whole, split: nil)] }
        let all = SplitPartition(pieces: pieces.count)
        return pieces.enumerated().map { Item(partition: number, piece: $1, split: (all, $0)) }
    }

    /// Things to take.
    var count: Int { items.count }

    func next() -> Item? {
        let turn = taken.add(1, ordering: .relaxed).oldValue
        return turn < items.count ? items[turn] : nil
    }

    /// - Parameter rows: below zero for rows that have to be scanned again.
    func report(rows: Int = 0, bytes: Int = 0, partitions: Int = 0) {
        let now = state.withLock { progress in
            progress.rows += rows
            progress.bytes += bytes
            progress.partitions += partitions
            return progress
        }
        progress(now)
    }
}
