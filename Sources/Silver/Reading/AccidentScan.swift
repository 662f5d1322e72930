public import Accidents
import ORC

/// Reads Silver's `accidents_clean` and yields accepted accidents, batch by batch.
///
///     let scan = AccidentScan(columns: [.city, .source], latestDay: today + 1, in: LocalFileSystem())
///     for partition in table.partitions {
///         scan.open(partition)
///         while let batch = try scan.next() { … }
///     }
///
/// Every row read is either in a batch or in ``rejected``. One scan belongs to one task; its buffers and the codes of its
/// text columns last as long as it does, whatever number of partitions it reads.
public final class AccidentScan {
    /// What was met in the partition that is open.
    public private(set) var counts = ScanCounts()
    /// Rows rejected in the partition that is open, in (file, row) order.
    public private(set) var rejected: [RejectedRow] = []

    static let rowsPerBatch = 16_384

    /// The batch that ``next()`` fills.
    public let batch = AccidentBatch()
    let columns: Set<AccidentColumn>
    let latestDay: Int32
    let positionalColumns: [String]?
    let dropsCopies: Bool
    private let fileSystem: any FileSystem
    private var derivation: AccidentDerivation
    private var piece = HivePartition(keys: [], path: "", files: []).whole
    /// Whether evidence is wanted that can be held against that of other scans.
    private var isOneOfMany = false
    private var nextPart = 0
    /// The file opened last: those of a table mostly have one schema.
    private var file: ORCFile?
    private var reader: ORCReader?
    private var projection: FileProjection?
    private var vectors: StructVector?
    private var rowsOfFile = 0
    private var seen = IdentifierSet(bitLimit: IdentifierSet.scanBitLimit)
    private var fingerprintsSeen = FingerprintSet()
    private var fingerprints = RowFingerprints()
    private var acceptance = RowAcceptance()

    /// - Parameters:
    ///   - columns: the columns of the batches, besides those that every batch has.
    ///   - latestDay: the last accident date accepted, days since 1970-01-01 (tomorrow).
    ///   - positionalColumns: the table's columns in order, for files that name theirs `_col0`, `_col1` …
    ///   - dropsCopies: whether a row that equals an earlier one of its partition in every column read but the identifier is rejected.
    ///   - fileSystem: where the files are.
    public init(
        columns: Set<AccidentColumn>, latestDay: Int32, positionalColumns: [String]? = nil, dropsCopies: Bool = false, in fileSystem: any FileSystem
    ) {
        self.columns = columns
        self.latestDay = latestDay
        self.positionalColumns = positionalColumns
        self.dropsCopies = dropsCopies
        self.fileSystem = fileSystem
        derivation = AccidentDerivation(columns: columns, latestDay: latestDay)
    }

    /// Starts on `partition`: counts, rejections and repeated identifiers begin anew.
    public func open(_ partition: HivePartition) { open(partition.whole, isOneOfMany: false) }

    /// Starts on a piece of a partition; ``evidence`` says what to hold against the other pieces.
    public func open(_ piece: PartitionPiece) { open(piece, isOneOfMany: true) }

    private func open(_ piece: PartitionPiece, isOneOfMany: Bool) {
        self.piece = piece
        self.isOneOfMany = isOneOfMany
        nextPart = 0
        reader = nil
        counts = ScanCounts()
        rejected = []
        seen.removeAll()
        fingerprintsSeen.removeAll()
    }

    /// The next batch of the open partition, the same object each time; nil at the end. A batch may be empty.
    ///
    /// - Throws: ``SilverError`` for a file that does not keep the contract, with an `ORCError` as its cause when it cannot be read.
    public func next() throws -> AccidentBatch? {
        while true {
            if let rows = try nextRows() {
                try accept(rows)
                return batch
            }
            guard nextPart < piece.parts.count else { return nil }
            nextPart += 1
            try openPart(piece.parts[nextPart - 1])
        }
    }

    /// The identifiers accepted so far in the open partition.
    public var identifiers: PartitionIdentifiers { seen.elements }

    /// Adds the identifiers accepted so far in the open partition to `ledger`.
    public func addIdentifiers(to ledger: inout IdentifierLedger) { ledger.add(seen) }

    /// What the rows accepted so far in the open piece are held against those of other pieces by.
    public var evidence: PieceEvidence { PieceEvidence(identifiers: seen, fingerprints: fingerprintsSeen.elements) }

    private func nextRows() throws -> StructVector? {
        do {
            return try reader?.next()
        } catch {
            throw SilverError(.io, "the file cannot be read to its end", at: .init(file: fileName), cause: error)
        }
    }

    private var fileName: String { nextPart > 0 ? piece.parts[nextPart - 1].file.path : piece.partition.path }

    private func openPart(_ part: PartitionPiece.Part) throws {
        let file = part.file
        counts.files += part.firstRow == 0 ? 1 : 0
        counts.bytes += part.bytes
        rowsOfFile = part.firstRow
        guard file.size > 0 else { return }
        do {
            let orc = try fileSystem.openORC(file, sibling: self.file)
            let projection = try projection(orc)
            let reusable = projection == self.projection ? vectors : nil
            reader = try orc.reader(columns: projection.names, batchSize: Self.rowsPerBatch, stripes: part.stripes, reusing: reusable)
            self.projection = projection
            self.file = orc
        } catch let error as ORCError {
            throw SilverError(.io, "the file cannot be read", at: .init(file: file.path), cause: error)
        }
    }

    private func projection(_ orc: ORCFile) throws -> FileProjection {
        if let projection, orc.schema == file?.schema { return projection }
        return try FileProjection(orc.schema, file: orc.name, wanted: Array(columns), derives: true, positional: positionalColumns)
    }

    /// Fills ``batch`` from the rows of the file, then keeps the accepted ones.
    private func accept(_ rows: StructVector) throws {
        guard let projection else { return }
        vectors = rows
        // Room for the largest batch always: columns trade their memory with the reader's, which counts on that much.
        batch.reserve(Self.rowsPerBatch)
        batch.identifiers = projection.vector(.id, in: rows)
        derivation.fill(batch, from: FileRows(rows: rows, projection: projection), piece.partition, counts: &counts)
        acceptance.judge(batch, identifiers: batch.identifiers, count: rows.count, latestDay: latestDay)
        rejectRepeated(rows, projection)
        collect(rows)
        counts.rowsRead += rows.count
        counts.rowsAccepted += batch.count
        rowsOfFile += rows.count
    }

    /// Rejects repeated identifiers, and finds copies among the rest.
    private func rejectRepeated(_ rows: StructVector, _ projection: FileProjection) {
        if let identifiers = batch.identifiers { acceptance.rejectRepeated(&seen, identifiers) }
        fingerprints.compute(
            batch, count: rows.count, columns: projection.wanted, wantsFlags: projection.wantsFlags, isPortable: isOneOfMany)
        let copies = acceptance.findCopies(&fingerprintsSeen, fingerprints.values.pointer, rejects: dropsCopies)
        if !dropsCopies { counts.copies += copies }
    }

    /// Splits the judged rows into ``batch`` and ``rejected``.
    private func collect(_ rows: StructVector) {
        let row = batch.rows.pointer
        if acceptance.acceptsAll {
            for index in 0..<rows.count { row[index] = Int32(index) }
            batch.count = rows.count
            return
        }
        batch.count = 0
        for index in 0..<rows.count {
            if let reason = acceptance.reason(index) {
                reject(index, reason)
            } else {
                row[batch.count] = Int32(index)
                batch.count += 1
            }
        }
        batch.compact()
    }

    private func reject(_ row: Int, _ reason: RejectionReason) {
        counts.rejected[reason, default: 0] += 1
        let id = batch.identifiers.map { String(decoding: $0.value(row), as: UTF8.self) }
        rejected.append(RejectedRow(id: id?.isEmpty == false ? id : nil, file: fileName, row: rowsOfFile + row, reason: reason))
    }
}

@available(*, unavailable, message: "a scan belongs to one task")
extension AccidentScan: Sendable {}
