import Accidents
import Silver
import Synchronization

/// An import under way: parses waves, writes them, and keeps account of every row.
final class ImportSession {
    private let options: CSVImportOptions
    private let writer: SilverWriter
    private let parsers = (0..<ChunkWave.width).map { _ in SharedParser() }
    private let filters: FilterList
    private var rejects: RejectsFile
    private var report = ImportReport()
    /// The line on which the next chunk of each input begins.
    private var nextLines: [Int]
    /// Of each reason, the first rejected row.
    private var examples: [RejectionReason: ImportRejection] = [:]
    private var nulled = [Int](repeating: 0, count: AccidentColumn.allCases.count)
    private var input = 0

    init(_ options: CSVImportOptions, _ opened: [OpenedInput]) throws {
        self.options = options
        rejects = try RejectsFile(options)
        nextLines = opened.map(\.firstLine)
        let filters = FilterList(options)
        self.filters = filters
        var writerOptions = options.writer
        writerOptions.appends = options.appends
        writer = try SilverWriter(options.warehouse, options: writerOptions) { _, files in try filters.make(existing: files) }
        report.inputs = zip(options.inputs, opened).map { input, opened in
            var part = ImportReport.Input(name: input.description)
            part.columns = opened.header.names.count
            part.missingColumns = opened.header.missingColumns
            part.ignoredColumns = opened.header.ignoredColumns
            return part
        }
        warnOfColumns(opened)
    }

    func progress(bytesRead: Int, bytesTotal: Int?) -> ImportProgress {
        ImportProgress(
            input: input, bytesRead: bytesRead, bytesTotal: bytesTotal, rowsRead: report.rowsRead, rowsRejected: report.rowsRejected)
    }

    /// Parses a wave's chunks, each by one task, and writes their rows.
    func process(_ wave: ChunkWave) async throws {
        let parsers = parsers
        var batches = try await inParallel(wave.count, width: options.writer.parallelism) {
            parsers[$0].parse(wave.chunks[$0], wave.settings[$0])
        }
        for (index, settings) in wave.settings.enumerated() { account(&batches[index], settings) }
        filters.wave.set(batches)
        try await writer.append(batches.map(\.silver))
        try note(batches.flatMap(placed) + filters.takeRejected())
    }

    private func account(_ batch: inout ImportBatch, _ settings: ImportSettings) {
        input = batch.input
        batch.firstLine = nextLines[batch.input]
        nextLines[batch.input] += batch.lineCount
        report.inputs[batch.input].dateOrder = settings.dateOrder
        report.inputs[batch.input].rowsRead += batch.rowsRead
        report.rowsRead += batch.rowsRead
        for index in nulled.indices { nulled[index] += batch.nulled[index] }
    }

    /// A batch's rejected rows with their lines in the file.
    private func placed(_ batch: ImportBatch) -> [ImportRejection] {
        batch.rejected.map { row in
            var row = row
            row.line += batch.firstLine
            return row
        }
    }

    private func note(_ rejected: [ImportRejection]) throws {
        let ordered = rejected.sorted { ($0.input, $0.line) < ($1.input, $1.line) }
        for row in ordered {
            report.rejected[row.reason, default: 0] += 1
            report.inputs[row.input].rowsRejected += 1
            if examples[row.reason] == nil { examples[row.reason] = row }
            if row.reason == .cutRow { warnOfCut(row) }
        }
        try rejects.append(ordered)
    }

    /// Publishes what was written, if it may be.
    ///
    /// - Throws: ``SilverError`` `rejectedShare` when too many rows were rejected, `input` when there were none.
    func finish() async throws -> ImportReport {
        report.rowsAccepted = report.rowsRead - report.rowsRejected
        report.copies = filters.copies
        for column in AccidentColumn.allCases where nulled[column.index] > 0 { report.nulled[column.rawValue] = nulled[column.index] }
        try checkGate()
        report.written = try await writer.publish()
        report.rejectsPath = try rejects.publish()
        return report
    }

    private func checkGate() throws {
        guard report.rowsRead > 0 else {
            throw SilverError(.input, "there is a header but not one row; Silver is unchanged", at: .init(file: options.inputs[0].description))
        }
        guard report.rejectedShare <= options.maximumRejectedShare, report.rowsAccepted > 0 else {
            throw SilverError(
                .rejectedShare, gateMessage(list: try rejects.keepAsFailed()), at: .init(file: firstExample?.file, line: firstExample?.line))
        }
    }

    private var firstExample: (file: String, line: Int)? {
        let first = examples.values.min { ($0.input, $0.line) < ($1.input, $1.line) }
        return first.map { (options.inputs[$0.input].description, $0.line) }
    }
}

// MARK: Messages

extension ImportSession {
    private func warnOfColumns(_ opened: [OpenedInput]) {
        for part in report.inputs where !part.missingColumns.isEmpty {
            report.warnings.append("\(part.name) lacks the columns \(part.missingColumns.joined(separator: ", ")): they are null")
        }
        let editions = Set(opened.map { Set($0.header.names.filter { !$0.isEmpty }) })
        guard editions.count > 1, options.idPrefix.isEmpty else { return }
        report.warnings.append(
            "the files have different columns and may be different editions, which reuse IDs for other accidents; "
                + "import one edition, or each with an --id-prefix of its own")
    }

    private func warnOfCut(_ row: ImportRejection) {
        report.warnings.append(
            "\(options.inputs[row.input].description) ends in the middle of the row on line \(row.line), which was rejected: "
                + "the file is probably not complete")
    }

    /// Why the import failed, with an example of each reason, the commonest first.
    private func gateMessage(list: String?) -> String {
        let isEmpty = report.rowsAccepted == 0
        var lines = [
            isEmpty
                ? "all \(report.rowsRead) rows were rejected, and none is left to publish; Silver is unchanged."
                : "\(report.rowsRejected) of \(report.rowsRead) rows (\(Self.percent(report.rejectedShare))) were rejected, "
                    + "and at most \(Self.percent(options.maximumRejectedShare)) may be; Silver is unchanged."
        ]
        for (reason, count) in report.rejected.sorted(by: { ($0.value, $1.key.rawValue) > ($1.value, $0.key.rawValue) }) {
            guard let row = examples[reason] else { continue }
            let value = row.value.isEmpty ? "" : " “\(row.value)”"
            lines.append("  \(count) × \(reason.rawValue): \(reason.sentence) First: line \(row.line)\(value).\(Self.advice(row))")
        }
        if let list { lines.append("All are listed in \(list).") }
        lines.append(isEmpty ? "Mend the file." : "Mend the file, or allow a larger share of rejected rows.")
        return lines.joined(separator: "\n")
    }

    private static func percent(_ share: Double) -> String {
        let tenths = Int((share * 1_000).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
    }

    /// A spreadsheet that opened the file showed times as minutes and seconds, and saved what it showed.
    private static func advice(_ row: ImportRejection) -> String {
        guard row.reason == .startTime, row.value.wholeMatch(of: /\d\d?:\d\d(\.\d+)?/) != nil else { return "" }
        return " A spreadsheet has destroyed these times: use the file as it was published, without opening it in one."
    }
}

/// The filters of all partitions met so far.
final class FilterList: Sendable {
    let wave = ImportWave()
    private let options: CSVImportOptions
    private let filters = Mutex<[ImportFilter]>([])

    init(_ options: CSVImportOptions) { self.options = options }

    /// A filter for a partition whose rows are in the files `existing` already.
    func make(existing: [DataFile]) throws -> any PartitionFilter {
        var ids = IdentifierSet(prefix: Array(options.idPrefix.utf8))
        try ExistingAccidents.addIDs(of: existing, to: &ids)
        let filter = ImportFilter(wave, ids: ids, dropsCopies: options.dropsCopies)
        filters.withLock { $0.append(filter) }
        return filter
    }

    private var all: [ImportFilter] { filters.withLock { $0 } }

    /// Copies in all partitions.
    var copies: Int { all.reduce(0) { $0 + $1.copies } }

    func takeRejected() -> [ImportRejection] { all.flatMap { $0.takeRejected() } }
}
