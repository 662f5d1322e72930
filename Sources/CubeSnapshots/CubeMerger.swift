import Accidents
import Cubes
import Synchronization

/// Collects sets of cubes as they come and keeps memory bounded: sets are merged as soon as they hold as many cells again as what was merged.
final class CubeMerger: Sendable {
    private struct Pending {
        var sets: [[Cube]] = []
        var cells = 0
        var mergedCells = 0
    }

    private let specs: [CubeSpec]
    private let pending = Mutex(Pending())
    /// Fewer cells than this wait for more.
    private static let fewCells = 1 << 20

    init(_ specs: [CubeSpec]) { self.specs = specs }

    /// Adds a set with one cube per spec.
    func add(_ cubes: [Cube]) async throws {
        let cells = cubes.reduce(0) { $0 + $1.cellCount }
        let due: [[Cube]] = pending.withLock { pending in
            pending.sets.append(cubes)
            pending.cells += cells
            guard pending.cells > pending.mergedCells + Self.fewCells else { return [] }
            defer { pending = Pending() }
            return pending.sets
        }
        guard due.count > 1 else { return restore(due) }
        restore([try await Cube.merged(due, specs: specs)])
    }

    private func restore(_ sets: [[Cube]]) {
        guard !sets.isEmpty else { return }
        pending.withLock { pending in
            pending.sets += sets
            pending.mergedCells += sets.reduce(0) { $0 + $1.reduce(0) { $0 + $1.cellCount } }
        }
    }

    /// The sum of everything that was added.
    func merged() async throws -> [Cube] {
        let sets = pending.withLock { $0.sets }
        if sets.count == 1 { return sets[0] }
        return try await Cube.merged(sets, specs: specs)
    }
}
