public import Silver

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
    /// Whether rows that equal an earlier one of their partition in all columns read but the identifier are rejected.
    public var dropsCopies: Bool

    /// An engine of at least one worker.
    public init(workers: Int, latestDay: Int32, positionalColumns: [String]? = nil, dropsCopies: Bool = false) {
        self.workers = max(1, workers)
        self.latestDay = latestDay
        self.positionalColumns = positionalColumns
        self.dropsCopies = dropsCopies
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
        let queue = WorkQueue(partitions, progress)
        let results = try await run(partitions.count) {
            let worker = ScanWorker(self, specs, columns)
            var result = WorkerResult()
            while let (index, partition) = queue.next() {
                try await worker.scan(partition, queue, transform, deliver)
                result.partitions.append(PartitionResult(index: index, counts: worker.scan.counts, rejected: worker.scan.rejected))
                worker.scan.addIdentifiers(to: &result.identifiers)
            }
            result.cubes = try worker.cubes()
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
        let queue = WorkQueue(partitions, progress)
        _ = try await run(partitions.count) {
            let worker = ScanWorker(self, specs, columns)
            while let (_, partition) = queue.next() {
                let start = ContinuousClock.now
                if delivers(partition) {
                    try await worker.scan(partition, queue, transform, deliver)
                } else {
                    try await worker.scan(partition, queue, { _ in () }, { _ in })
                }
                let cubes = try worker.cubes()
                worker.forgetCells()
                try await finished(
                    PartitionScan(
                        partition: partition, cubes: cubes, counts: worker.scan.counts, rejected: worker.scan.rejected,
                        identifiers: worker.scan.identifiers, duration: ContinuousClock.now - start))
            }
        }
    }

    /// Runs `body` on as many tasks as there are workers, no more than there are partitions.
    private func run<Result: Sendable>(_ partitions: Int, _ body: @escaping @Sendable () async throws -> Result) async throws -> [Result] {
        try await withThrowingTaskGroup(of: Result.self) { group in
            for _ in 0..<min(workers, max(1, partitions)) { group.addTask { try await body() } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    private func merge(_ workers: [WorkerResult], _ specs: [CubeSpec]) async throws -> ScanResult {
        let partitions = workers.flatMap(\.partitions).sorted { $0.index < $1.index }
        var counts = ScanCounts()
        for partition in partitions { counts += partition.counts }
        var identifiers = IdentifierLedger()
        for worker in workers { identifiers.merge(worker.identifiers) }
        let cubes = try await Cube.merged(workers.map(\.cubes), specs: specs)
        return ScanResult(
            cubes: cubes, counts: counts, rejected: partitions.flatMap(\.rejected), identifiersInTwoPartitions: identifiers.shared(limit: 10))
    }
}

/// What one worker contributes.
private struct WorkerResult: Sendable {
    var cubes: [Cube] = []
    var partitions: [PartitionResult] = []
    var identifiers = IdentifierLedger()
}

/// What one partition contributes besides its cells.
private struct PartitionResult: Sendable {
    var index: Int
    var counts: ScanCounts
    var rejected: [RejectedRow]
}
