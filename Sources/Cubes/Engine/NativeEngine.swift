public import Silver

/// Fills cubes from Silver in one parallel pass on this machine, and hands the accepted rows on.
///
/// Each of ``workers`` tasks takes the next partition that nobody has. Everything a cube holds is an integer combined without regard to order, so the result does not depend on the
/// number of workers.
public struct NativeEngine: Sendable {
    /// Tasks that scan at the same time.
    public var workers: Int
    /// The last accident date accepted, days since 1970-01-01.
    public var latestDay: Int32
    /// The table's columns in order, for files that name theirs by position.
    public var positionalColumns: [String]?
    /// Whether rows that equal an earlier one of their partition in all columns read but the identifier are rejected.
    public var dropsCopies: Bool
    /// Whether `deliver` does anything with the rows. Partitions are then taken in their order, as a store likes to have them, and each by one
    /// worker. Otherwise the largest go first, and files and stripes of a large one are scanned by several workers; should it turn out that an
    /// identifier repeats in it, it is scanned once more in order.
    public var deliversRows: Bool
    /// The size of pieces, for tests; nil for an eighth of a worker's share, so that all end at about the same time.
    var pieceBytes: Int?

    /// Pieces are at least so large: each costs cubes of its own.
    private static let smallestPiece = 8 << 20

    /// An engine of at least one worker.
    public init(
        workers: Int, latestDay: Int32, positionalColumns: [String]? = nil, dropsCopies: Bool = false, deliversRows: Bool = true
    ) {
        self.workers = max(1, workers)
        self.latestDay = latestDay
        self.positionalColumns = positionalColumns
        self.dropsCopies = dropsCopies
        self.deliversRows = deliversRows
    }

    /// Scans `partitions` into a cube for each of `specs`.
    ///
    /// - Parameters:
    ///   - columns: what `transform` reads of a batch besides the columns that every batch has.
    ///   - transform: makes of each batch what is to be handed on; called on the worker that scans.
    ///   - deliver: takes what `transform` made. A worker waits for it, which bounds the memory in flight.
    ///   - progress: called after each batch, from any worker.
    /// - Throws: `SilverError`, ``CubeError``, `CancellationError`, or what `deliver` throws.
    public func scan<Output: Sendable>(
        _ partitions: [HivePartition], specs: [CubeSpec], columns: Set<AccidentColumn>, transform: @escaping @Sendable (AccidentBatch) -> Output,
        deliver: @escaping @Sendable (Output) async throws -> Void, progress: @escaping @Sendable (ScanProgress) -> Void
    ) async throws -> ScanResult {
        let queue = queue(partitions, progress)
        let results = try await run(queue) {
            let worker = ScanWorker(self, specs, columns, queue)
            var result = WorkerResult()
            while let item = queue.next() {
                guard let split = item.split else {
                    try await worker.scan(item.piece.partition, transform, deliver)
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

    /// Scans `partitions` and hands on what each gives by itself.
    ///
    /// - Parameters:
    ///   - finished: takes the cubes of a partition; the worker that scanned it waits. Called from any worker, in any order.
    ///   - delivers: whether the rows of a partition are handed on.
    ///   - columns, transform, deliver, progress: as for ``scan(_:specs:columns:transform:deliver:progress:)``.
    /// - Throws: `SilverError`, ``CubeError``, `CancellationError`, or what `deliver` or `finished` throw.
    func scanEach<Output: Sendable>(
        _ partitions: [HivePartition], specs: [CubeSpec], columns: Set<AccidentColumn>, transform: @escaping @Sendable (AccidentBatch) -> Output,
        deliver: @escaping @Sendable (Output) async throws -> Void, delivers: @escaping @Sendable (HivePartition) -> Bool,
        finished: @escaping @Sendable (PartitionScan) async throws -> Void,
        progress: @escaping @Sendable (ScanProgress) -> Void
    ) async throws {
        let queue = queue(partitions, progress)
        _ = try await run(queue) {
            let worker = ScanWorker(self, specs, columns, queue)
            while let item = queue.next() {
                let (start, partition) = (ContinuousClock.now, item.piece.partition)
                if let split = item.split {
                    guard let whole = try await worker.scan(item.piece, of: split.all, at: split.index) else { continue }
                    try await finished(whole)
                    continue
                }
                if delivers(partition) {
                    try await worker.scan(partition, transform, deliver)
                } else {
                    try await worker.scan(partition, { _ in () }, { _ in })
                }
                try await finished(try worker.partitionScan(partition, since: start))
            }
        }
    }

    private func queue(_ partitions: [HivePartition], _ progress: @escaping @Sendable (ScanProgress) -> Void) -> WorkQueue {
        if deliversRows { return WorkQueue(partitions, progress) }
        let share = partitions.reduce(0) { $0 + $1.bytes } / (workers * 8)
        return WorkQueue(largestFirst: partitions, pieceBytes: pieceBytes ?? max(share, Self.smallestPiece), progress)
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
    /// Sets of cubes, each with one a spec.
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
