public import Silver
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

/// What a scan of Silver yields.
public struct ScanResult: Sendable {
    /// A cube a spec, in the order of the specs.
    public var cubes: [Cube]
    /// Rows read, accepted and rejected, over all partitions.
    public var counts: ScanCounts
    /// In (partition, file, row) order.
    public var rejected: [RejectedRow]
    /// Identifiers that occur in more than one partition, at most ten of them; empty is what Silver promises.
    public var identifiersInTwoPartitions: [String]
}

/// Fills cubes from Silver in one parallel pass on this machine, and hands the accepted rows on.
///
/// Partitions are the units of work: each of ``workers`` tasks takes the next one that nobody has. Everything a cube
/// holds is an integer combined without regard to order, so the result does not depend on the number of workers.
public struct NativeEngine: Sendable {
    /// Tasks that scan at the same time.
    public var workers: Int
    /// The last accident date accepted, days since 1970-01-01.
    public var latestDay: Int32
    /// The table's columns in order, for files that name theirs by position.
    public var positionalColumns: [String]?

    /// An engine of at least one worker.
    public init(workers: Int, latestDay: Int32, positionalColumns: [String]? = nil) {
        self.workers = max(1, workers)
        self.latestDay = latestDay
        self.positionalColumns = positionalColumns
    }

    /// Scans `partitions` into a cube for each of `specs`.
    ///
    /// - Parameters:
    ///   - transform: makes of each batch what is to be handed on; called on the worker that scans.
    ///   - deliver: takes what `transform` made. A worker waits for it, which bounds the memory in flight.
    ///   - progress: called after each batch, from any worker.
    /// - Throws: ``SilverError``, `CancellationError`, or what `deliver` throws.
    public func scan<Output: Sendable>(
        _ partitions: [HivePartition], specs: [CubeSpec], transform: @escaping @Sendable (AccidentBatch) -> Output,
        deliver: @escaping @Sendable (Output) async throws -> Void, progress: @escaping @Sendable (ScanProgress) -> Void
    ) async throws -> ScanResult {
        let queue = WorkQueue(partitions, progress)
        let parts = try await withThrowingTaskGroup(of: [PartitionResult].self) { group in
            for _ in 0..<min(workers, max(1, partitions.count)) {
                group.addTask { try await work(queue, specs, transform, deliver) }
            }
            return try await group.reduce(into: []) { $0 += $1 }.sorted { $0.index < $1.index }
        }
        return merge(parts, specs)
    }

    private func work<Output: Sendable>(
        _ queue: WorkQueue, _ specs: [CubeSpec], _ transform: @Sendable (AccidentBatch) -> Output,
        _ deliver: @Sendable (Output) async throws -> Void
    ) async throws -> [PartitionResult] {
        let scan = AccidentScan(latestDay: latestDay, positionalColumns: positionalColumns)
        var results: [PartitionResult] = []
        while let (index, partition) = queue.next() {
            let accumulators = specs.map { CubeAccumulator($0) }
            scan.open(partition)
            while let batch = try scan.next() {
                try Task.checkCancellation()
                for accumulator in accumulators { accumulator.add(batch) }
                let rows = batch.count
                let output = transform(batch)
                try await deliver(output)
                queue.report(rows: rows)
            }
            results.append(
                PartitionResult(
                    index: index, cubes: accumulators.map { $0.finish(scan.batch) }, counts: scan.counts, rejected: scan.rejected,
                    identifiers: scan.identifiers()))
            queue.report(bytes: scan.counts.bytes)
        }
        return results
    }

    private func merge(_ parts: [PartitionResult], _ specs: [CubeSpec]) -> ScanResult {
        var counts = ScanCounts()
        for part in parts { counts += part.counts }
        return ScanResult(
            cubes: specs.indices.map { index in Cube.merged(parts.map { $0.cubes[index] }, spec: specs[index]) },
            counts: counts, rejected: parts.flatMap(\.rejected),
            identifiersInTwoPartitions: PartitionIdentifiers.shared(by: parts.map(\.identifiers), limit: 10))
    }
}

/// What one partition contributes.
private struct PartitionResult: Sendable {
    var index: Int
    var cubes: [Cube]
    var counts: ScanCounts
    var rejected: [RejectedRow]
    var identifiers: PartitionIdentifiers
}

/// Hands out partitions, each once, and adds up progress.
private final class WorkQueue: Sendable {
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
