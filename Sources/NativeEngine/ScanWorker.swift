import Accidents
import Cubes
import Silver

/// One worker's scan and the cubes that it fills. Belongs to one task.
final class ScanWorker {
    let scan: AccidentScan
    private let filler: CubeFiller
    private let specs: [CubeSpec]
    private let dropsCopies: Bool
    private let queue: WorkQueue

    init(_ engine: NativeEngine, _ specs: [CubeSpec], _ columns: Set<AccidentColumn>, _ queue: WorkQueue) {
        let wanted = specs.reduce(columns) { $0.union($1.columns) }
        scan = AccidentScan(
            columns: wanted, latestDay: engine.reading.latestDay, positionalColumns: engine.reading.positionalColumns,
            dropsCopies: engine.reading.dropsCopies, in: engine.fileSystem)
        filler = CubeFiller(specs)
        self.specs = specs
        self.queue = queue
        dropsCopies = engine.reading.dropsCopies
    }

    /// Adds the accidents of `partition` to every cube, and hands its rows on where `rows` takes them.
    func scan(_ partition: HivePartition, _ rows: RowSink?) async throws {
        scan.open(partition)
        try await fill(rows.flatMap { $0.takes(partition.name) ? $0 : nil })
        queue.report(bytes: scan.counts.bytes, partitions: 1)
    }

    /// Scans a piece of a partition into cubes of its own.
    ///
    /// - Returns: what the whole partition gives, when this was the last of its pieces; else nil.
    func scan(_ piece: PartitionPiece, of all: SplitPartition, at index: Int) async throws -> PartitionScan? {
        let start = ContinuousClock.now
        scan.open(piece)
        try await fill(nil)
        queue.report(bytes: scan.counts.bytes)
        let found = PieceScan(
            cubes: try takeCubes(), counts: scan.counts, rejected: scan.rejected, evidence: scan.evidence, duration: ContinuousClock.now - start)
        guard let pieces = all.add(found, at: index) else { return nil }
        let merged = try PartitionScan(piece.partition, pieces, specs: specs, dropsCopies: dropsCopies)
        queue.report(partitions: 1)
        if let merged { return merged }
        return try await rescan(piece.partition, after: pieces)
    }

    /// Scans a partition at a stretch whose rows, as it turned out, have to be judged in their order.
    private func rescan(_ partition: HivePartition, after pieces: [PieceScan]) async throws -> PartitionScan {
        let start = ContinuousClock.now
        queue.report(rows: -pieces.reduce(0) { $0 + $1.counts.rowsAccepted })
        scan.open(partition)
        try await fill(nil)
        return try partitionScan(partition, since: start)
    }

    /// What the partition scanned last gives by itself.
    func partitionScan(_ partition: HivePartition, since start: ContinuousClock.Instant) throws -> PartitionScan {
        PartitionScan(
            partition: partition, cubes: try takeCubes(), counts: scan.counts, rejected: scan.rejected, identifiers: scan.identifiers,
            duration: ContinuousClock.now - start)
    }

    private func fill(_ sink: RowSink?) async throws {
        while let batch = try scan.next() {
            try Task.checkCancellation()
            try filler.add(batch)
            let rows = batch.count
            if let sink, rows > 0 { try await sink.deliver(AccidentRows(batch)) }
            queue.report(rows: rows)
        }
    }

    /// The cubes so far, which then are empty.
    func takeCubes() throws -> [Cube] {
        defer { filler.removeAll() }
        return try filler.cubes(scan.batch)
    }
}
