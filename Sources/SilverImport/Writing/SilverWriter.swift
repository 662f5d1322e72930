import Accidents
import Foundation
public import ORC
import Silver

/// Settings of a ``SilverWriter``.
public struct SilverWriterOptions: Sendable {
    /// Adds to the tables that are there instead of replacing them.
    public var appends = false
    /// Bytes of encoded rows that all open files together may hold in memory before a stripe is written.
    public var memoryBudget = 128 << 20
    /// Tasks that write at the same time. The files do not depend on it.
    public var parallelism = max(1, ProcessInfo.processInfo.activeProcessorCount)
    /// How files are encoded.
    public var orc = ORCWriterOptions()

    /// Makes settings with their defaults.
    public init() {}
}

/// What a ``SilverWriter`` published.
public struct SilverWriterSummary: Sendable, Hashable, Codable {
    /// Rows written to `accidents_clean`.
    public var rows = 0
    /// Partitions of `accidents_clean` that got rows.
    public var partitions = 0
    /// Files written, all tables.
    public var files = 0
    /// Their bytes.
    public var bytes = 0
}

/// Writes the Silver layer: accidents to one file per month, then the tables derived from them, then publishes all at once.
///
///     let writer = try SilverWriter(SilverWarehouse("silver"))
///     while fill(batch) { try await writer.append([batch]) }
///     let summary = try await writer.publish()
///
/// Files are built in a hidden folder beside the tables. ``publish()`` puts them in the tables' place; before it
/// has begun, readers see the old tables, and a process that is killed leaves them whole. Tables of others in the same
/// database stay as they are. The same rows in the same waves give the same bytes, whatever the number of tasks.
///
/// A writer belongs to one task, and only one writer a database exists at a time, over all processes.
public final class SilverWriter {
    private let warehouse: SilverWarehouse
    private let options: SilverWriterOptions
    private let publication: SilverPublication
    private let lock: SilverLock
    private let filter: FilterMaker
    private let existing: ExistingAccidents?
    private var partitions: [Int32: PartitionWriter] = [:]
    private var isFinished = false

    /// Takes the database's lock, recovers what a killed import left, and makes the staging folder.
    ///
    /// - Throws: ``SilverError`` `busy` when another process writes to the same database, `io` when the folders cannot be made.
    public convenience init(_ warehouse: SilverWarehouse, options: SilverWriterOptions = .init()) throws {
        try self.init(warehouse, options: options) { _, _ in nil }
    }

    /// Makes the filter of a partition that gets its first rows; with the files that it has already.
    typealias FilterMaker = (Month, [DataFile]) throws -> (any PartitionFilter)?

    init(_ warehouse: SilverWarehouse, options: SilverWriterOptions, filter: @escaping FilterMaker) throws {
        self.warehouse = warehouse
        self.options = options
        self.filter = filter
        try Files.createDirectory(warehouse.databasePath)
        guard let lock = try SilverLock(warehouse.databasePath) else {
            throw SilverError(
                .busy, "another import is writing to this database; wait until it has ended and try again",
                at: .init(file: warehouse.databasePath))
        }
        self.lock = lock
        _ = try warehouse.recoverLocked()
        publication = SilverPublication(warehouse: warehouse, token: String(UInt64.random(in: .min ... .max), radix: 36))
        existing = options.appends && Files.exists(warehouse.path(of: .accidents)) ? try ExistingAccidents(warehouse) : nil
        try publication.prepare()
        try existing?.link(into: publication.stagedPath(of: .accidents))
    }

    deinit {
        // Errors have no one to go to; the next command clears away what stays.
        if !isFinished { try? Files.remove(publication.staging) }
    }

    /// Writes a wave of batches: rows keep their order, batch by batch, within their partition.
    ///
    /// Several batches per call let several tasks work, and make the pieces that a file gets longer.
    public func append(_ wave: [SilverBatch]) async throws {
        try await inParallel(wave.count, width: options.parallelism) { wave[$0].prepare() }
        let work = try assign(wave)
        try await inParallel(work.count, width: options.parallelism) { index in
            for piece in work[index].pieces { try work[index].writer.write(wave[piece.batch], range: piece.range, at: piece.batch) }
        }
        try flushOverBudget()
    }

    /// Writes whole partitions, each by one task from its first row to its last, and closes their files.
    ///
    /// - Parameters:
    ///   - partitions: Each at most once, and in no other call.
    ///   - body: Writes the rows of the partition of that number, by ``PartitionWriter/write(_:)``.
    func writePartitions(
        _ partitions: [Month], _ body: @escaping @Sendable (Int, PartitionWriter) throws -> Void
    ) async throws {
        let writers = try partitions.map { try writer(of: $0.code) }
        try await inParallel(writers.count, width: options.parallelism) { index in
            try body(index, writers[index])
            try writers[index].close()
        }
    }

    private struct Work: Sendable {
        var writer: PartitionWriter
        var pieces: [(batch: Int, range: Range<Int>)] = []
        var rows = 0
    }

    /// Collects each partition's pieces of the wave, the partitions with most rows first so that no task is last with a long one.
    private func assign(_ wave: [SilverBatch]) throws -> [Work] {
        var work: [Int32: Work] = [:]
        for (index, batch) in wave.enumerated() {
            for piece in batch.pieces {
                if work[piece.partition] == nil { work[piece.partition] = Work(writer: try writer(of: piece.partition)) }
                work[piece.partition]?.pieces.append((index, piece.range))
                work[piece.partition]?.rows += piece.range.count
            }
        }
        return work.values.sorted { ($0.rows, $1.writer.partition) > ($1.rows, $0.writer.partition) }
    }

    private func writer(of code: Int32) throws -> PartitionWriter {
        if let known = partitions[code] { return known }
        let partition = Month(code: code)
        let folder = "\(publication.stagedPath(of: .accidents))/\(existing?.folder(of: partition) ?? partition.partition)"
        let filter = try filter(partition, existing?.files(of: partition) ?? [])
        let writer = PartitionWriter(partition, path: newFile(in: folder), options: options.orc, filter: filter)
        partitions[code] = writer
        return writer
    }

    /// Decided between waves and by amounts that do not depend on the number of tasks, so that files do not either.
    private func flushOverBudget() throws {
        var total = partitions.values.reduce(0) { $0 + $1.bufferedBytes }
        guard total > options.memoryBudget else { return }
        let largest = partitions.values.sorted { ($0.bufferedBytes, $1.partition) > ($1.bufferedBytes, $0.partition) }
        for writer in largest where total > options.memoryBudget / 2 {
            let before = writer.bufferedBytes
            try writer.flushStripe()
            total -= before - writer.bufferedBytes
        }
    }

    /// The first name `part-00000`, `part-00001` … that is free. Names do not depend on when or where they are made.
    private func newFile(in folder: String) -> String {
        var number = 0
        while true {
            let digits = String(number), name = "part-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
            let path = "\(folder)/\(name).\(Self.fileSuffix(options.orc.compression))"
            if !Files.exists(path) { return path }
            number += 1
        }
    }

    /// The end of a file's name, as Spark forms it: `zstd.orc`.
    static func fileSuffix(_ compression: ORCWriterOptions.Compression) -> String {
        switch compression {
        case .none: "orc"
        case .zlib: "zlib.orc"
        case .snappy: "snappy.orc"
        case .zstd: "zstd.orc"
        }
    }

    /// Completes the files, writes the derived tables and puts all three tables in place.
    ///
    /// Once it has begun to switch tables it cannot be undone: if the process is killed then, the next command that
    /// calls ``SilverWarehouse/recover()`` completes it.
    public func publish() async throws -> SilverWriterSummary {
        let writers = partitions.values.sorted { $0.partition < $1.partition }
        try await inParallel(writers.count, width: options.parallelism) { try writers[$0].close() }
        var summary = SilverWriterSummary()
        for writer in writers where writer.rowCount > 0 {
            summary.rows += writer.rowCount
            summary.partitions += 1
            summary.files += 1
            summary.bytes += Files.size(writer.path)
        }
        for (year, sums) in try await yearlySums(writers) {
            try write(sums.weatherTable(), of: .weather, year: year, &summary)
            try write(sums.infrastructureTable(), of: .infrastructure, year: year, &summary)
        }
        for table in SilverTable.allCases { try Files.write("", to: "\(publication.stagedPath(of: table))/_SUCCESS") }
        try Task.checkCancellation()
        isFinished = true
        for step in SilverPublication.steps { try publication.perform(step) }
        return summary
    }

    /// Sums of the rows that were there and of those written, by year.
    private func yearlySums(_ writers: [PartitionWriter]) async throws -> [(year: Int, sums: SilverSums)] {
        var years = try await existing?.sums(parallelism: options.parallelism) ?? [:]
        for writer in writers where writer.rowCount > 0 { years[writer.partition.year, default: SilverSums()].merge(writer.sums) }
        return years.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private func write(_ rows: StructVector, of table: SilverTable, year: Int, _ summary: inout SilverWriterSummary) throws {
        let folder = "\(publication.stagedPath(of: table))/\(table.partitionColumns[0])=\(year)"
        try Files.createDirectory(folder)
        let path = newFile(in: folder)
        let file = try ORCWriter(path: path, schema: table.schema, options: options.orc)
        try file.write(rows)
        try file.close()
        summary.files += 1
        summary.bytes += Files.size(path)
    }
}
