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
        let results = try await withThrowingTaskGroup(of: WorkerResult.self) { group in
            for _ in 0..<min(workers, max(1, partitions.count)) {
                group.addTask { try await work(queue, specs, columns, transform, deliver) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        return try await merge(results, specs)
    }

    private func work<Output: Sendable>(
        _ queue: WorkQueue, _ specs: [CubeSpec], _ columns: Set<AccidentColumn>, _ transform: @Sendable (AccidentBatch) -> Output,
        _ deliver: @Sendable (Output) async throws -> Void
    ) async throws -> WorkerResult {
        let wanted = specs.reduce(columns) { $0.union($1.columns) }
        let scan = AccidentScan(columns: wanted, latestDay: latestDay, positionalColumns: positionalColumns, dropsCopies: dropsCopies)
        let batchColumns = BatchColumns()
        let accumulators = specs.map { CubeAccumulator($0, batchColumns) }
        var result = WorkerResult()
        while let (index, partition) = queue.next() {
            scan.open(partition)
            while let batch = try scan.next() {
                try Task.checkCancellation()
                batchColumns.fill(batch)
                for accumulator in accumulators { try accumulator.add(batch) }
                let rows = batch.count
                let output = transform(batch)
                try await deliver(output)
                queue.report(rows: rows)
            }
            result.partitions.append(PartitionResult(index: index, counts: scan.counts, rejected: scan.rejected))
            scan.addIdentifiers(to: &result.identifiers)
            queue.report(bytes: scan.counts.bytes)
        }
        result.cubes = try accumulators.map { try $0.cube(scan.batch) }
        return result
    }

    private func merge(_ workers: [WorkerResult], _ specs: [CubeSpec]) async throws -> ScanResult {
        let partitions = workers.flatMap(\.partitions).sorted { $0.index < $1.index }
        var counts = ScanCounts()
        for partition in partitions { counts += partition.counts }
        var identifiers = IdentifierLedger()
        for worker in workers { identifiers.merge(worker.identifiers) }
        let cubes = try await withThrowingTaskGroup(of: (Int, Cube).self) { group in
            for index in specs.indices { group.addTask { (index, try Cube.merged(workers.map { $0.cubes[index] }, spec: specs[index])) } }
            return try await group.reduce(into: [(Int, Cube)]()) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
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
