public import Cubes
import Foundation
import Logging
import Silver

extension DatamartApp {
    /// Fills cubes from Silver, and publishes nothing.
    ///
    /// - Parameter progress: called after each batch of rows, from any task.
    /// - Returns: a cube a spec, in the order of `specs`, and what was read and rejected on the way.
    /// - Throws: `SilverError` for input that does not keep the contract, `CubeError` for a sum that does not fit, `CancellationError`.
    public func cubes(_ specs: [CubeSpec], progress: @escaping @Sendable (ScanProgress) -> Void = { _ in }) async throws -> ScanResult {
        let location = try SilverLocation(resolving: configuration.silver.warehouse, database: configuration.hive.database)
        let table = try HiveTable(name: SilverTable.accidents.rawValue, path: location.accidents)
        guard table.partitions.contains(where: { !$0.files.isEmpty }) else {
            throw SilverError(.layout, "the table holds no data file", at: .init(file: table.path, table: table.name))
        }
        let today = Int(Date().timeIntervalSince1970 / 86_400)
        let engine = NativeEngine(
            workers: ProcessInfo.processInfo.activeProcessorCount, latestDay: Int32(AccidentLimits.lastDay(today: today)),
            positionalColumns: configuration.silver.columns, deliversRows: false)
        let result = try await engine.scan(
            table.partitions, specs: specs, columns: [], transform: { _ in }, deliver: { _ in }, progress: progress)
        guard try HiveTable(name: table.name, path: table.path).partitions == table.partitions else {
            throw SilverError(.busy, "the table was changed while it was read; try again", at: .init(file: table.path, table: table.name))
        }
        warn(result)
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
