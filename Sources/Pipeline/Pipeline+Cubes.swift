public import Cubes
import Gold
import Silver

extension Pipeline {
    /// Fills cubes of all of Silver: nothing is derived, taken over or published.
    ///
    /// - Returns: one cube per spec, in the order of `specs`, with what was read and rejected on the way.
    /// - Throws: `SilverError` for input that does not keep the contract, `CubeError` for a sum that does not fit, `CancellationError`.
    public func cubes(_ specs: [CubeSpec], progress: @escaping @Sendable (ScanProgress) -> Void = { _ in }) async throws -> ScanResult {
        try await scanned(specs, RunIdentity(startedAt: clock()), progress).scan
    }

    /// Fills cubes and holds the rows read against the gates, as a run would that publishes nothing.
    ///
    /// - Throws: as ``cubes(_:progress:)``, and `QualityGateFailure`.
    public func check(_ specs: [CubeSpec], progress: @escaping @Sendable (ScanProgress) -> Void = { _ in }) async throws -> RunResult {
        let identity = RunIdentity(startedAt: clock())
        var result = RunResult(runID: identity.runID)
        let watch = Stopwatch()
        let (scan, partitions) = try await scanned(specs, identity, progress)
        result.stages.scanSeconds = watch.seconds
        (result.partitions, result.partitionsScanned) = (partitions, partitions)
        result.counts = scan.counts
        let report = QualityReport(rowFindings(scan))
        result.quality = report.findings
        result.dataQualityScore = report.score
        try report.enforce()
        return result.finished(in: watch)
    }

    private func scanned(
        _ specs: [CubeSpec], _ identity: RunIdentity, _ progress: @escaping @Sendable (ScanProgress) -> Void
    ) async throws -> (scan: ScanResult, partitions: Int) {
        let table = try accidents()
        let scan = try await engine(identity).scan(table.partitions, specs: specs, columns: [], rows: nil, progress: progress)
        try checkUnchanged(table)
        return (scan, table.partitions.count)
    }
}
