/// The state of a file being written: cuts rows into row groups and stripes, and writes the tail. See ``ORCWriter``.
///
///     file   = "ORC" stripe* metadata footer postscript length
///     stripe = index streams, data streams, stripe footer
final class FileWriter {
    private let path: String
    private let schema: ORCType
    private let options: ORCWriterOptions
    private let sink: FileSink
    private let root: ColumnWriter
    /// All columns by id, the root first.
    private let columns: [ColumnWriter]

    private(set) var rowCount = 0
    private(set) var bufferedBytes = 0
    private var rowsInStripe = 0
    private var rowsInGroup = 0
    /// Rows since ``bufferedBytes`` was measured.
    private var rowsUnmeasured = 0
    private var stripes: [StripeInformation] = []
    private var stripeStatistics: [StripeStatistics] = []
    private var state = State.open

    private enum State { case open, failed, closed }

    /// Rows between two measurements of memory.
    private static let measuredRows = 1024
    /// Rows after which a stripe's first row group ends where no index asks for it.
    private static let longestGroup = 1 << 20

    init(path: String, schema: ORCType, options: ORCWriterOptions) throws(ORCError) {
        try options.check(path: path)
        try schema.checkForWriting()
        self.path = path
        self.schema = schema
        self.options = options
        let zone = try ZoneRules.named(options.timeZone)
        var all: [ColumnWriter] = []
        root = ColumnWriter.make(schema, path: "", zone: zone, options: options, all: &all)
        columns = all
        sink = try FileSink(path: path)
        try sink.append(Array("ORC".utf8))
        // An unknown level of compression shows now, not at the first stripe.
        try BlockCompressor.withShared(options.compression) { _ in }
    }

    func write(_ batch: StructVector, rows: UnsafeBufferPointer<Int32>?) throws(ORCError) {
        try ensureOpen()
        do throws(ORCError) {
            try root.check(batch, count: batch.count)
            try checkRows(rows, of: batch)
        } catch {
            throw located(error)
        }
        try failing { () throws(ORCError) in
            guard let rows else { return try append(batch, RowSelection(range: 0..<batch.count)) }
            if let base = rows.baseAddress { try append(batch, RowSelection(list: base, count: rows.count)) }
        }
    }

    private func checkRows(_ rows: UnsafeBufferPointer<Int32>?, of batch: StructVector) throws(ORCError) {
        guard let rows else { return }
        // Negative numbers are large ones here.
        var largest: UInt32 = 0
        for row in rows { largest = max(largest, UInt32(bitPattern: row)) }
        guard rows.isEmpty || Int(largest) < batch.count else {
            throw ORCError(.usage, "expected row numbers below \(batch.count), found \(Int32(bitPattern: largest))")
        }
    }

    private func append(_ batch: StructVector, _ rows: RowSelection) throws(ORCError) {
        var done = 0
        while done < rows.count {
            if rowsInGroup == 0 { for column in columns { column.beginRowGroup() } }
            let room = min(groupSize - rowsInGroup, Self.measuredRows - rowsUnmeasured)
            let part = rows.part(from: done, count: min(rows.count - done, room))
            try root.append(batch, part)
            done += part.count
            rowCount += part.count
            rowsInStripe += part.count
            rowsInGroup += part.count
            rowsUnmeasured += part.count
            if rowsInGroup == groupSize { try finishRowGroup() }
            if rowsUnmeasured == Self.measuredRows { try measure() }
        }
    }

    private var groupSize: Int { options.rowIndexStride > 0 ? options.rowIndexStride : Self.longestGroup }

    private func finishRowGroup() throws(ORCError) {
        for column in columns { try column.finishRowGroup() }
        rowsInGroup = 0
    }

    private func measure() throws(ORCError) {
        rowsUnmeasured = 0
        bufferedBytes = columns.reduce(0) { $0 + $1.memory }
        if bufferedBytes >= options.stripeSize { try writeStripe() }
    }

    func flushStripe() throws(ORCError) {
        try ensureOpen()
        try failing { () throws(ORCError) in try writeStripe() }
    }

    private func writeStripe() throws(ORCError) {
        guard rowsInStripe > 0 else { return }
        if rowsInGroup > 0 { try finishRowGroup() }
        for column in columns { try column.finishStripe() }
        var statistics = StripeStatistics()
        statistics.columns = columns.map(\.stripeStatistics)
        stripeStatistics.append(statistics)

        var stripe = StripeInformation()
        var footer = StripeFooter()
        footer.timeZone = options.timeZone
        stripe.rowCount = rowsInStripe
        stripe.offset = sink.offset
        for column in columns { try column.writeIndexes(into: sink, &footer) }
        stripe.indexLength = sink.offset - stripe.offset
        for column in columns { try column.writeStreams(into: sink, &footer) }
        stripe.dataLength = sink.offset - stripe.offset - stripe.indexLength
        stripe.footerLength = try writeMessage { footer.encode(into: &$0) }
        try sink.flush()
        stripes.append(stripe)
        rowsInStripe = 0
        rowsUnmeasured = 0
        bufferedBytes = columns.reduce(0) { $0 + $1.memory }
    }

    func close() throws(ORCError) {
        guard state != .closed else { return }
        try ensureOpen()
        try failing { () throws(ORCError) in
            try writeStripe()
            try writeTail()
            try sink.close()
        }
        state = .closed
        bufferedBytes = 0
    }

    // MARK: Tail

    private func writeTail() throws(ORCError) {
        var postScript = PostScript()
        let contentLength = sink.offset
        postScript.metadataLength = try writeMessage { writer in
            for stripe in stripeStatistics { writer.message(1) { stripe.encode(into: &$0) } }
        }
        let footer = makeFooter(contentLength: contentLength)
        postScript.footerLength = try writeMessage { footer.encode(into: &$0) }
        postScript.compression = options.compression.kind
        postScript.compressionBlockSize = options.compressionBlockSize
        postScript.version = [0, 12]
        postScript.writerVersion = Self.writerVersion
        postScript.magic = "ORC"
        var encoded = ProtobufWriter()
        postScript.encode(into: &encoded)
        try sink.append(encoded.bytes + [UInt8(encoded.bytes.count)])
    }

    /// The behavior of writers since ORC-135: timestamps' statistics in UTC, Bloom filters of UTF-8.
    private static let writerVersion = 6
    /// Stands in the footer for a writer that is not in the specification's register.
    private static let unregisteredWriter = Int(UInt32.max)
    private static let prolepticGregorian = 2

    private func makeFooter(contentLength: Int) -> Footer {
        var footer = Footer()
        footer.headerLength = 3
        footer.contentLength = contentLength
        footer.stripes = stripes
        footer.schema = schema
        footer.metadata = options.metadata
        footer.rowCount = rowCount
        footer.statistics = columns.map(\.fileStatistics)
        footer.rowIndexStride = options.rowIndexStride
        footer.writer = Self.unregisteredWriter
        footer.softwareVersion = "Datamart"
        footer.calendar = Self.prolepticGregorian
        return footer
    }

    /// Writes a message as a stream of its own and returns its length in the file.
    private func writeMessage(_ encode: (inout ProtobufWriter) -> Void) throws(ORCError) -> Int {
        var message = ProtobufWriter()
        encode(&message)
        let stream = StreamWriter(.data, options)
        message.bytes.withUnsafeBufferPointer { stream.open.append($0) }
        return try stream.finish(into: sink)
    }

    // MARK: Failure

    private func ensureOpen() throws(ORCError) {
        switch state {
        case .open: return
        case .failed: throw ORCError(.usage, "the writer failed before and its file is incomplete; write a new file", at: .init(file: path))
        case .closed: throw ORCError(.usage, "the writer is closed", at: .init(file: path))
        }
    }

    private func failing(_ body: () throws(ORCError) -> Void) throws(ORCError) {
        do throws(ORCError) {
            try body()
        } catch {
            state = .failed
            throw located(error)
        }
    }

    private func located(_ error: ORCError) -> ORCError {
        var located = error
        located.location.file = path
        if located.location.stripe == nil { located.location.stripe = stripes.count }
        return located
    }
}
