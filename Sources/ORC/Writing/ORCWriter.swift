import Synchronization

/// Writes rows to an ORC file, stripe by stripe.
///
///     let schema = ORCType.row([("ID", ORCType(.string)), ("Severity", ORCType(.int))])
///     let writer = try ORCWriter(path: "accidents.orc", schema: schema)
///     try writer.write(batch)
///     try writer.close()
///
/// Rows are encoded and compressed as they come and held in memory until their stripe is full
/// (``ORCWriterOptions/stripeSize``), so that the memory of a writer is about that of its unwritten compressed data:
/// see ``bufferedBytes``. The file is complete once ``close()`` has returned; a writer dropped before that leaves a
/// file that no reader accepts.
///
/// A writer may be handed from task to task and kept in collections: each call runs under the writer's own lock, so
/// calls from several threads are made one after the other. The batch must not change during the call.
///
/// An error leaves the writer unusable: the file is incomplete and further calls throw.
public final class ORCWriter: Sendable {
    private let lock = Mutex(())
    // Touched only while `lock` is held. A `Mutex` that held it would not let in the caller's batch, which is not `Sendable`.
    nonisolated(unsafe) private let file: FileWriter
    private let buffered = Atomic(0)
    private let rows = Atomic(0)

    /// Creates the file at `path`, or truncates the one there, and writes the header.
    ///
    /// - Parameters:
    ///   - schema: The root type, usually made by ``ORCType/row(_:)``; numbered anew from 0.
    /// - Throws: `io` when the file cannot be created, `schema` or `usage` when schema or options make no file.
    public init(path: String, schema: ORCType, options: ORCWriterOptions = .init()) throws(ORCError) {
        file = try FileWriter(path: path, schema: schema.numbered(), options: options)
    }

    /// Bytes held in memory for the stripe under way. Never waits for another call.
    public var bufferedBytes: Int { buffered.load(ordering: .relaxed) }

    /// Rows written so far. Never waits for another call.
    public var rowCount: Int { rows.load(ordering: .relaxed) }

    /// Appends rows of a batch whose vectors fit the schema; with `rows` only those row numbers, in that order.
    ///
    /// - Throws: `usage` when the batch does not fit the schema, a row number is not in it, a value does not fit its
    ///   type or the writer is closed; `io` when a stripe cannot be written.
    public func write(_ batch: StructVector, rows: UnsafeBufferPointer<Int32>? = nil) throws(ORCError) {
        try exclusively { () throws(ORCError) in try file.write(batch, rows: rows) }
    }

    /// Appends the rows of a batch that `rows` numbers, in that order; see ``write(_:rows:)``.
    public func write(_ batch: StructVector, rows: [Int32]) throws(ORCError) {
        let result: Result<Void, ORCError> = rows.withUnsafeBufferPointer { rows in
            Result { () throws(ORCError) in try write(batch, rows: rows) }
        }
        try result.get()
    }

    /// Ends the stripe now, if it has rows.
    public func flushStripe() throws(ORCError) {
        try exclusively { () throws(ORCError) in try file.flushStripe() }
    }

    /// Writes the last stripe and the file's tail, and closes the file. Does nothing when closed already.
    public func close() throws(ORCError) {
        try exclusively { () throws(ORCError) in try file.close() }
    }

    private func exclusively(_ body: () throws(ORCError) -> Void) throws(ORCError) {
        try lock.withLock { _ throws(ORCError) in
            defer {
                buffered.store(file.bufferedBytes, ordering: .relaxed)
                rows.store(file.rowCount, ordering: .relaxed)
            }
            try body()
        }
    }
}
