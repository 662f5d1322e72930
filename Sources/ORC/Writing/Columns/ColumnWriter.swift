/// Encodes one column of the stripe under way; a subclass for each family of types.
///
/// Rows are staged, at most ``stagingCapacity`` of them, and encoded together, so that encoders and statistics see
/// arrays. The calls for a stripe, in order:
///
///     (beginRowGroup append* finishRowGroup)* finishStripe takeRowIndex writeStreams
class ColumnWriter {
    /// Rows encoded at a time: two of the longest runs of integers.
    static let stagingCapacity = 2 * IntegerEncoder.longestRun

    let type: ORCType
    let options: ORCWriterOptions
    /// The field's name for messages and Bloom filters, nested ones as `outer.inner`.
    let path: String
    private let vectorClass: ObjectIdentifier

    private let present: StreamWriter
    private var presentEncoder = BooleanEncoder()
    private var stagedPresent = Buffer<UInt8>()
    private var stagedHasNulls = false
    /// Rows staged, nulls included.
    private(set) var stagedRows = 0

    /// Positions in the PRESENT stream at the start of each row group; dropped when the stripe has no nulls.
    private var presentPositions: [[UInt64]] = []
    /// Row groups of the stripe so far. Positions are those behind the PRESENT stream's.
    private(set) var rowIndex = RowIndex()
    private var bloomFilters: [BloomFilter] = []
    /// The filter of the row group under way, nil for a column without.
    final var bloomFilter: BloomFilterBuilder?

    /// Non-null values of the row group under way.
    private var groupValues = 0
    private var groupHasNull = false
    private(set) var stripeStatistics = ColumnStatistics()
    private(set) var fileStatistics = ColumnStatistics()

    init(_ type: ORCType, path: String, options: ORCWriterOptions) {
        self.type = type
        self.path = path
        self.options = options
        vectorClass = ObjectIdentifier(Swift.type(of: ColumnVector.make(for: type)))
        present = StreamWriter(.present, options)
        let hasFilter = options.rowIndexStride > 0 && options.bloomFilterColumns.contains(path)
        bloomFilter = hasFilter ? BloomFilterBuilder(values: options.rowIndexStride, falsePositives: options.bloomFilterFalsePositives) : nil
        stripeStatistics.hasNull = false
        fileStatistics.hasNull = false
    }

    // MARK: What a family of types provides

    /// How the stripe's values are encoded. Known after ``finishStripe()``.
    var encoding: ColumnEncoding { ColumnEncoding(.directV2) }
    /// The streams behind PRESENT, in the order of the format's positions.
    var streams: [StreamWriter] { [] }
    /// Bytes held besides streams and presence.
    var stagingMemory: Int { 0 }
    /// Takes over the values of the rows of `vector` that have one: at most as many as staging has room for.
    func stage(_ vector: ColumnVector, _ rows: RowSelection) throws(ORCError) {}
    /// Encodes the staged values.
    func encodeStaged() throws(ORCError) {}
    /// Appends the places of the next value in ``streams``.
    func appendPositions(to positions: inout [UInt64]) {}
    /// Statistics of the values since the last call.
    func takeStatistics() -> ColumnStatistics.Values? { nil }
    /// Ends the streams. Nothing is staged.
    func finishStreams() throws(ORCError) {}
    /// Checks that `vector` fits, with `count` rows, before anything is taken over.
    func check(_ vector: ColumnVector, count: Int) throws(ORCError) {
        guard ObjectIdentifier(Swift.type(of: vector)) == vectorClass else {
            throw failure("expected a \(Swift.type(of: ColumnVector.make(for: type))) for \(type.kind), found a \(Swift.type(of: vector))")
        }
        guard vector.count >= count else {
            throw failure("expected \(count) rows as in the batch, found \(vector.count); set the vector's count")
        }
    }

    // MARK: Rows

    /// Appends rows of a vector that ``check(_:count:)`` accepted.
    final func append(_ vector: ColumnVector, _ rows: RowSelection) throws(ORCError) {
        var done = 0
        while done < rows.count {
            let part = rows.part(from: done, count: min(rows.count - done, Self.stagingCapacity - stagedRows))
            stagePresence(vector, part)
            try stage(vector, part)
            stagedRows += part.count
            done += part.count
            if stagedRows == Self.stagingCapacity { try encodeAllStaged() }
        }
    }

    private func stagePresence(_ vector: ColumnVector, _ rows: RowSelection) {
        guard vector.hasNulls || stagedHasNulls else { return }
        stagedPresent.reserve(Self.stagingCapacity)
        if !stagedHasNulls { stagedPresent.pointer.update(repeating: 1, count: stagedRows) }
        stagedHasNulls = true
        let target = stagedPresent.pointer + stagedRows
        if let present = vector.presence {
            _ = rows.gather(present, present: nil, to: target) { $0 == 0 ? 0 : 1 }
        } else {
            target.update(repeating: 1, count: rows.count)
        }
    }

    private func encodeAllStaged() throws(ORCError) {
        guard stagedRows > 0 else { return }
        if stagedHasNulls {
            var values = 0
            for row in 0..<stagedRows { values += Int(stagedPresent[row]) }
            groupValues += values
            groupHasNull = groupHasNull || values < stagedRows
            presentEncoder.encode(stagedPresent.pointer, count: stagedRows, into: &present.open)
        } else {
            groupValues += stagedRows
            presentEncoder.encodeOnes(stagedRows, into: &present.open)
        }
        try present.sealFullBlocks()
        try encodeStaged()
        stagedRows = 0
        stagedHasNulls = false
    }

    // MARK: Row groups

    final func beginRowGroup() {
        guard options.rowIndexStride > 0 else { return }
        var positions: [UInt64] = []
        present.appendPosition(to: &positions)
        positions += [0, UInt64(presentEncoder.waitingCount)]
        presentPositions.append(positions)
        var entry = RowIndex.Entry()
        appendPositions(to: &entry.positions)
        rowIndex.entries.append(entry)
    }

    func finishRowGroup() throws(ORCError) {
        try encodeAllStaged()
        var statistics = ColumnStatistics()
        statistics.valueCount = groupValues
        statistics.hasNull = groupHasNull
        statistics.values = takeStatistics()
        stripeStatistics.merge(statistics)
        groupValues = 0
        groupHasNull = false
        guard let last = rowIndex.entries.indices.last else { return }
        rowIndex.entries[last].statistics = statistics
        if let filter = bloomFilter?.take() { bloomFilters.append(filter) }
    }

    /// Sets the positions of all row groups so far to zero, for a column that wrote nothing until it knew its streams.
    final func startRowGroupsAtZero() {
        var positions: [UInt64] = []
        appendPositions(to: &positions)
        for group in rowIndex.entries.indices { rowIndex.entries[group].positions = positions.map { _ in 0 } }
    }

    // MARK: Stripes

    final func finishStripe() throws(ORCError) {
        try finishStreams()
        presentEncoder.finish(into: &present.open)
        if stripeStatistics.hasNull != true { present.reset() }
    }

    /// Writes ROW_INDEX and, where there is one, the Bloom filter.
    final func writeIndexes(into sink: FileSink, _ footer: inout StripeFooter) throws(ORCError) {
        guard options.rowIndexStride > 0 else { return }
        if stripeStatistics.hasNull == true {
            for group in rowIndex.entries.indices { rowIndex.entries[group].positions.insert(contentsOf: presentPositions[group], at: 0) }
        }
        try writeMessage(.rowIndex, into: sink, &footer) { rowIndex.encode(into: &$0) }
        if bloomFilter != nil {
            try writeMessage(.bloomFilterUTF8, into: sink, &footer) { writer in BloomFilter.encode(bloomFilters, into: &writer) }
        }
    }

    private func writeMessage(
        _ kind: StripeFooter.Stream.Kind, into sink: FileSink, _ footer: inout StripeFooter, _ encode: (inout ProtobufWriter) -> Void
    ) throws(ORCError) {
        var message = ProtobufWriter()
        encode(&message)
        let stream = StreamWriter(kind, options)
        message.bytes.withUnsafeBufferPointer { stream.open.append($0) }
        footer.streams.append(.init(kind, column: type.id, length: try stream.finish(into: sink)))
    }

    /// Writes the data streams, and makes the column ready for the next stripe.
    final func writeStreams(into sink: FileSink, _ footer: inout StripeFooter) throws(ORCError) {
        // Readers expect the other streams even where there are only nulls.
        for stream in (stripeStatistics.hasNull == true ? [present] : []) + streams {
            footer.streams.append(.init(stream.kind, column: type.id, length: try stream.finish(into: sink)))
        }
        footer.encodings.append(encoding)
        fileStatistics.merge(stripeStatistics)
        stripeStatistics = ColumnStatistics()
        stripeStatistics.hasNull = false
        presentPositions = []
        rowIndex = RowIndex()
        bloomFilters = []
        startStripe()
    }

    /// Forgets what belongs to the stripe just written.
    func startStripe() {}

    /// Bytes held for the stripe under way.
    final var memory: Int {
        var total = stagingMemory + present.memory + stagedPresent.capacity
        for stream in streams { total += stream.memory }
        return total
    }

    final func failure(_ message: String) -> ORCError {
        ORCError(.usage, message, at: .init(column: type.id, columnName: path.isEmpty ? nil : path))
    }
}
