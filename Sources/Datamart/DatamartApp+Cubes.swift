import Accidents
public import Cubes
import Logging
public import Pipeline

extension DatamartApp {
    /// Fills cubes from Silver, and publishes nothing.
    ///
    /// - Parameter progress: called after each batch of rows, from any task.
    /// - Returns: one cube per spec, in the order of `specs`, and what was read and rejected on the way.
    /// - Throws: `SilverError` for input that does not keep the contract, `CubeError` for a sum that does not fit, `CancellationError`.
    public func cubes(_ specs: [CubeSpec], progress: @escaping @Sendable (ScanProgress) -> Void = { _ in }) async throws -> ScanResult {
        let result = try await pipeline(store: nil).cubes(specs, progress: progress)
        warn(result)
        return result
    }

    /// Fills cubes from Silver, holds the rows against the quality gates, and publishes nothing.
    ///
    /// - Throws: as ``cubes(_:progress:)``, and `QualityGateFailure`.
    public func check(_ specs: [CubeSpec], progress: @escaping @Sendable (ScanProgress) -> Void = { _ in }) async throws -> RunResult {
        let log = RunLog()
        log.started(configuration)
        try recoverSilver()
        let result = try await pipeline(store: nil).check(specs, progress: progress)
        log.finished(result)
        return result
    }

    /// Cubes hold the accepted rows: what was left out is said.
    private func warn(_ result: ScanResult) {
        let logger = Logger(label: "datamart.cubes")
        let (rejected, read) = (result.counts.rowsRejected, result.counts.rowsRead)
        if rejected > 0 { logger.warning("\(rejected) of \(read) rows were rejected; the cubes hold the others") }
        let shared = result.identifiersInTwoPartitions
        if !shared.isEmpty { logger.warning("identifiers occur in more than one partition, such as \(shared.joined(separator: ", "))") }
    }
}
