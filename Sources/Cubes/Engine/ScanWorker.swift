import Silver

/// One worker's scan and the accumulators that it feeds. Belongs to one task.
final class ScanWorker {
    let scan: AccidentScan
    private let filler: CubeFiller

    init(_ engine: NativeEngine, _ specs: [CubeSpec], _ columns: Set<AccidentColumn>) {
        let wanted = specs.reduce(columns) { $0.union($1.columns) }
        scan = AccidentScan(
            columns: wanted, latestDay: engine.latestDay, positionalColumns: engine.positionalColumns, dropsCopies: engine.dropsCopies)
        filler = CubeFiller(specs)
    }

    /// Adds the accidents of `partition` to every cube, and hands on what `transform` makes of each batch.
    func scan<Output: Sendable>(
        _ partition: HivePartition, _ queue: WorkQueue, _ transform: @Sendable (AccidentBatch) -> Output,
        _ deliver: @Sendable (Output) async throws -> Void
    ) async throws {
        scan.open(partition)
        while let batch = try scan.next() {
            try Task.checkCancellation()
            try filler.add(batch)
            let rows = batch.count
            let output = transform(batch)
            try await deliver(output)
            queue.report(rows: rows)
        }
        queue.report(bytes: scan.counts.bytes)
    }

    /// The cubes so far.
    func cubes() throws -> [Cube] { try filler.cubes(scan.batch) }

    /// Empties the cubes, to begin another partition.
    func forgetCells() { filler.removeAll() }
}

/// What one partition gives by itself.
struct PartitionScan: Sendable {
    var partition: HivePartition
    var cubes: [Cube]
    var counts: ScanCounts
    var rejected: [RejectedRow]
    var identifiers: PartitionIdentifiers
    var duration: Duration
}
