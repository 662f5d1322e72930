import Accidents
import Cubes
import ORC
import Silver

/// Fills several cubes at a time, chunk by chunk, so that what one makes of a chunk is still in the cache for the next.
final class CubeFiller {
    private let columns = BatchColumns()
    private let accumulators: [CubeAccumulator]

    /// Empty cubes of `specs`.
    init(_ specs: [CubeSpec]) {
        let columns = self.columns
        accumulators = specs.map { CubeAccumulator($0, columns) }
    }

    /// Adds every row of `batch` to every cube.
    ///
    /// - Throws: ``CubeError`` when the keys of a cube need more than 64 bits, or a sum does not fit.
    func add(_ batch: AccidentBatch) throws {
        columns.fill(batch)
        for accumulator in accumulators { try accumulator.prepare() }
        for start in stride(from: 0, to: batch.count, by: CubeAccumulator.rowsPerChunk) {
            try add(batch, start..<min(start + CubeAccumulator.rowsPerChunk, batch.count))
        }
    }

    private func add(_ batch: AccidentBatch, _ rows: Range<Int>) throws {
        for accumulator in accumulators { try accumulator.locate(rows) }
        withUnsafeTemporaryAllocation(of: CellAddition.Histogram.self, capacity: accumulators.count) { room in
            var count = 0
            for accumulator in accumulators {
                guard let histogram = accumulator.histogram else { continue }
                room.initializeElement(at: count, to: histogram)
                count += 1
            }
            CellAddition.count(batch.severity.pointer + rows.lowerBound, rows.count, in: UnsafeBufferPointer(rebasing: room[..<count]))
        }
        for accumulator in accumulators { try accumulator.addMeasures(batch, rows) }
    }

    /// The cubes so far. Codes are resolved by the text columns of `batch`, which must be the one that was added.
    func cubes(_ batch: AccidentBatch) throws -> [Cube] { try accumulators.map { try $0.cube(batch) } }

    /// Forgets all cells.
    func removeAll() {
        for accumulator in accumulators { accumulator.removeAll() }
    }
}
