import Foundation
import Silver
import Synchronization

extension SampleGenerator {
    /// Writes the rows to Silver: `accidents_clean`, one file per month, and the tables derived from it. Tables that were there
    /// are replaced when all is complete.
    ///
    /// - Parameter progress: called after every chunk with the rows done so far, from several tasks.
    /// - Throws: ``SilverError`` `options` when the number of rows is out of range, `busy` when another process writes to the
    ///   same database, `io` when files cannot be written; `CancellationError`, before which nothing is replaced.
    public func run(progress: @Sendable (Int) -> Void = { _ in }) async throws -> GenerateReport {
        let start = ContinuousClock.now
        let (model, plan) = try prepare()
        var options = SilverWriterOptions()
        options.parallelism = threads
        let writer = try SilverWriter(SilverWarehouse(warehouse, database: database), options: options)
        let months = model.months.indices.filter { plan.rows[$0] > 0 }
        let done = Counter()
        try await withoutActuallyEscaping(progress) { progress in
            try await writer.writePartitions(months.map { model.months[$0].partition }) { [seed] index, partition in
                let batch = SampleBatch()
                model.attachDictionaries(to: batch)
                for chunk in plan.chunks(ofMonth: months[index]) {
                    try Task.checkCancellation()
                    model.fill(batch, with: chunk, seed: seed)
                    try partition.write(batch.silver)
                    progress(done.add(chunk.count))
                }
            }
        }
        let summary = try await writer.publish()
        return GenerateReport(
            rows: summary.rows, partitions: summary.partitions, bytes: summary.bytes, seconds: (ContinuousClock.now - start).inSeconds)
    }
}

/// Rows done, counted by several tasks.
private final class Counter: Sendable {
    private let rows = Atomic(0)
    func add(_ count: Int) -> Int { rows.wrappingAdd(count, ordering: .relaxed).newValue }
}
