public import Accidents
public import Cubes
public import Silver

/// Fills cubes in one parallel pass over Silver on this machine.
///
/// Each of ``workers`` tasks takes the next partition that nobody has. Everything a cube holds is an integer combined without regard to
/// order, so the result does not depend on the number of workers.
public struct NativeEngine: CubeEngine {
    /// `native`.
    public let identifier = "native"
    /// Raised whenever the same rows would give other cells.
    public let version = 1
    /// Tasks that scan at the same time.
    public var workers: Int
    /// What a row must meet besides the contract of Silver, and how files are read.
    public var reading: ReadingOptions
    /// Where the files are.
    let fileSystem: any FileSystem
    /// The size of pieces, for tests; nil for an eighth of a worker's share, so that all end at about the same time.
    var pieceBytes: Int?

    /// Pieces are at least so large: each costs cubes of its own.
    private static let smallestPiece = 8 << 20

    /// An engine of at least one worker, which reads files of this machine unless another file system is named.
    public init(workers: Int, reading: ReadingOptions, fileSystem: any FileSystem = LocalFileSystem()) {
        self.workers = max(1, workers)
        self.reading = reading
        self.fileSystem = fileSystem
    }

    /// Scans `partitions` into a cube for each of `specs`; see ``CubeEngine``.
    public func scan(
        _ partitions: [HivePartition], specs: [CubeSpec], columns: Set<AccidentColumn>, rows: RowSink?,
        progress: @escaping @Sendable (ScanProgress) -> Void
    ) async throws -> ScanResult {
        let queue = queue(partitions, rows, progress)
        let results = try await run(queue) {
            let worker = ScanWorker(self, specs, columns, queue)
            var result = WorkerResult()
            while let item = queue.next() {
                guard let split = item.split else {
                    try await worker.scan(item.piece.partition, rows)
                    result.partitions.append(PartitionResult(index: item.partition, counts: worker.scan.counts, rejected: worker.scan.rejected))
                    worker.scan.addIdentifiers(to: &result.identifiers)
                    continue
                }
                // A piece may have to be forgotten: what came before is put aside.
                result.cubes.append(try worker.takeCubes())
                guard let whole = try await worker.scan(item.piece, of: split.all, at: split.index) else { continue }
                result.cubes.append(whole.cubes)
                result.partitions.append(PartitionResult(index: item.partition, counts: whole.counts, rejected: whole.rejected))
                result.identifiers.add(whole.identifiers)
            }
            result.cubes.append(try worker.takeCubes())
            return result
        }
        return try await merge(results, specs)
    }

    /// Scans `partitions` and hands on what each gives by itself; see ``CubeEngine``.
    public func scanEach(
        _ partitions: [HivePartition], specs: [CubeSpec], columns: Set<AccidentColumn>, rows: RowSink?,
        progress: @escaping @Sendable (ScanProgress) -> Void, finished: @escaping @Sendable (PartitionScan) async throws -> Void
    ) async throws {
        let queue = queue(partitions, rows, progress)
        _ = try await run(queue) {
            let worker = ScanWorker(self, specs, columns, queue)
            while let item = queue.next() {
                let (start, partition) = (ContinuousClock.now, item.piece.partition)
                if let split = item.split {
                    guard let whole = try await worker.scan(item.piece, of: split.all, at: split.index) else { continue }
                    try await finished(whole)
                    continue
                }
                try await worker.scan(partition, rows)
                try await finished(try worker.partitionScan(partition, since: start))
            }
        }
    }

    /// Where rows are handed on, partitions are taken in their order, as a store likes to have them, and each by one worker. Otherwise the
    /// largest go first, and files and stripes of a large one are scanned by several workers; should it turn out that an identifier repeats in
    /// it, it is scanned once more in order.
    private func queue(_ partitions: [HivePartition], _ rows: RowSink?, _ progress: @escaping @Sendable (ScanProgress) -> Void) -> WorkQueue {
        if rows != nil { return WorkQueue(partitions, progress) }
        let share = partitions.reduce(0) { $0 + $1.bytes } / (workers * 8)
        return WorkQueue(largestFirst: partitions, pieceBytes: pieceBytes ?? max(share, Self.smallestPiece), in: fileSystem, progress)
    }

    /// Runs `body` on as many tasks as there are workers, no more than there are things to do.
    private func run<Result: Sendable>(_ queue: WorkQueue, _ body: @escaping @Sendable () async throws -> Result) async throws -> [Result] {
        try await withThrowingTaskGroup(of: Result.self) { group in
            for _ in 0..<min(workers, max(1, queue.count)) { group.addTask { try await body() } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    private func merge(_ workers: [WorkerResult], _ specs: [CubeSpec]) async throws -> ScanResult {
        let partitions = workers.flatMap(\.partitions).sorted { $0.index < $1.index }
        var counts = ScanCounts()
        for partition in partitions { counts += partition.counts }
        var identifiers = IdentifierLedger()
        for worker in workers { identifiers.merge(worker.identifiers) }
        let cubes = try await Cube.merged(workers.flatMap(\.cubes), specs: specs)
        return ScanResult(
            cubes: cubes, counts: counts, rejected: partitions.flatMap(\.rejected), identifiersInTwoPartitions: identifiers.shared(limit: 10))
    }
}

/// What one worker contributes.
private struct WorkerResult: Sendable {
    /// Sets of cubes, each with one per spec.
    var cubes: [[Cube]] = []
    var partitions: [PartitionResult] = []
    var identifiers = IdentifierLedger()
}

/// What one partition contributes besides its cells.
private struct PartitionResult: Sendable {
    var index: Int
    var counts: ScanCounts
    var rejected: [RejectedRow]
}
