import Foundation
import Silver

/// Turns published CSV files into Silver.
///
///     let report = try await CSVImport(CSVImportOptions(inputs: [.file("US_Accidents_March23.csv")], warehouse: SilverWarehouse("silver"))).run()
///     print(report.rowsAccepted, report.rejected)
///
/// Files are read once, a few chunks at a time, whatever their size. Rows that are no accidents are rejected, listed and
/// counted. Nothing is published unless everything was read and the share of rejected rows is within its limit; until then, and
/// if the process is killed, the old Silver stays as it is.
public struct CSVImport: Sendable {
    private let options: CSVImportOptions

    /// Prepares an import; nothing is read or written before it runs.
    public init(_ options: CSVImportOptions) { self.options = options }

    /// Imports all inputs.
    ///
    /// - Parameter progress: Called from time to time, by one task at a time.
    /// - Throws: ``SilverError``, of which ``SilverError/isInputError`` tells what is at fault; `CancellationError`.
    public func run(progress: @Sendable (ImportProgress) -> Void = { _ in }) async throws -> ImportReport {
        let start = ContinuousClock.now
        guard !options.inputs.isEmpty else { throw SilverError(.options, "there is no file to import; name at least one CSV file") }
        let reader = try WaveReader(options)
        let session = try ImportSession(options, reader.opened)
        var wave = try reader.next()
        while wave.count > 0 {
            async let next = reader.next()
            try await session.process(wave)
            let following = try await next
            progress(session.progress(bytesRead: reader.bytesRead, bytesTotal: reader.bytesTotal))
            reader.reuse(wave)
            wave = following
        }
        var report = try await session.finish()
        report.seconds = start.duration(to: .now) / .seconds(1)
        return report
    }
}
