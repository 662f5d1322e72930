/// string, varchar and char: a dictionary or direct bytes, chosen by measured cardinality.
///
///     direct      DATA  all bytes                 LENGTH  of each value
///     dictionary  DATA  the code of each value    LENGTH  of each entry       DICTIONARY_DATA  all entries
///
/// Values of the stripe's first row group, or of its first ``decisionValues`` values, go into a dictionary; then the
/// share of distinct ones decides. A column found to be direct stays so in later stripes.
final class StringColumnWriter: ColumnWriter {
    private enum Form { case undecided, dictionary, direct }

    /// Values after which the form is decided at the latest.
    private static let decisionValues = 16_384
    /// Values after which a column of nearly distinct values is taken for direct without further proof.
    private static let hopelessShare = 0.95

    private let data: StreamWriter
    private let length: StreamWriter
    private let dictionaryData: StreamWriter
    private let encoder = IntegerEncoder(isSigned: false)

    private var form = Form.undecided
    private var isDirectForGood: Bool
    /// Codes of the values while there is a dictionary, their lengths otherwise.
    private var staged = Buffer<Int64>(capacity: ColumnWriter.stagingCapacity)
    private var stagedCount = 0
    private var interner = StringInterner()
    /// Codes of all values while undecided.
    private var undecided = Buffer<Int64>()
    private var undecidedCount = 0
    private var translation = DictionaryTranslation()

    private var extremes = StringExtremes()
    private var totalLength: Int64 = 0
    /// The row group in which each entry was last seen, so that each is compared once a group.
    private var seenInGroup = Buffer<UInt32>()
    private var seenCount = 0
    private var group: UInt32 = 1

    override init(_ type: ORCType, path: String, options: ORCWriterOptions) {
        data = StreamWriter(.data, options)
        length = StreamWriter(.length, options)
        dictionaryData = StreamWriter(.dictionaryData, options)
        isDirectForGood = options.dictionaryThreshold <= 0
        super.init(type, path: path, options: options)
        startStripe()
    }

    override var encoding: ColumnEncoding {
        ColumnEncoding(form == .direct ? .directV2 : .dictionaryV2, dictionarySize: dictionarySize, bloomEncoding: bloomFilter == nil ? 0 : 1)
    }
    override var streams: [StreamWriter] { form == .direct ? [data, length] : [data, length, dictionaryData] }
    override var stagingMemory: Int {
        (staged.capacity + undecided.capacity) * 8 + interner.memory + translation.memory + seenInGroup.capacity * 4
    }
    /// Entries of the dictionary as written, which outlives ``interner``.
    private var dictionarySize = 0

    override func startStripe() {
        form = isDirectForGood ? .direct : .undecided
        dictionarySize = 0
        interner.removeAll()
        translation.forget()
        undecidedCount = 0
        seenCount = 0
        group = 1
    }

    // MARK: Staging

    override func stage(_ vector: ColumnVector, _ rows: RowSelection) throws(ORCError) {
        let source = unsafeDowncast(vector, to: StringVector.self)
        if type.kind != .string { try checkLengths(source, rows) }
        if form == .direct {
            stageBytes(source, rows)
            try data.sealFullBlocks()
        } else {
            stageCodes(source, rows)
        }
    }

    private func stageCodes(_ source: StringVector, _ rows: RowSelection) {
        let target = staged.pointer + stagedCount
        if let dictionary = source.dictionary {
            translation.prepare(for: dictionary)
            let count = rows.gather(source.codes.pointer, present: source.presence, to: target) { Int64($0) }
            translation.translate(target, count: count, &interner)
            stagedCount += count
        } else {
            stagedCount += Self.intern(source, rows, &interner, to: target)
        }
    }

    /// Writes the code of each value to `target` and returns the number of values.
    private static func intern(
        _ source: StringVector, _ rows: RowSelection, _ interner: inout StringInterner, to target: UnsafeMutablePointer<Int64>
    ) -> Int {
        let (offsets, bytes) = (source.offsets.pointer, UnsafePointer(source.bytes.pointer))
        let present = source.presence
        var count = 0
        rows.forEach { row in
            if let present, present[row] == 0 { return }
            let start = Int(offsets[row])
            target[count] = Int64(interner.code(of: bytes + start, count: Int(offsets[row + 1]) - start))
            count += 1
        }
        return count
    }

    private func stageBytes(_ source: StringVector, _ rows: RowSelection) {
        let target = staged.pointer + stagedCount
        let count = Self.append(source, rows, to: &data.open, lengths: target, &extremes)
        for index in 0..<count { totalLength &+= target[index] }
        stagedCount += count
        if bloomFilter != nil { forEachValue(source, rows) { bloomFilter?.add(BloomFilter.hash($0)) } }
    }

    /// Appends the bytes of each value to `output`, writes its length to `lengths`, and returns the number of values.
    private static func append(
        _ source: StringVector, _ rows: RowSelection, to output: inout OutputBuffer, lengths: UnsafeMutablePointer<Int64>,
        _ extremes: inout StringExtremes
    ) -> Int {
        let present = source.presence
        var count = 0
        rows.forEach { row in
            if let present, present[row] == 0 { return }
            let value = source.storedValue(row)
            output.append(value)
            extremes.add(value)
            lengths[count] = Int64(value.count)
            count += 1
        }
        return count
    }

    /// Calls `body` with each value.
    @inline(__always)
    private func forEachValue(_ source: StringVector, _ rows: RowSelection, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        let present = source.presence
        rows.forEach { row in
            if let present, present[row] == 0 { return }
            body(source.storedValue(row))
        }
    }

    /// Refuses what is longer than the type allows, in characters of UTF-8.
    private func checkLengths(_ source: StringVector, _ rows: RowSelection) throws(ORCError) {
        var longest = 0
        forEachValue(source, rows) { value in
            let characters = value.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
            longest = max(longest, characters)
        }
        guard longest <= type.maximumLength else {
            throw failure("expected at most \(type.maximumLength) characters for \(type.kind), found \(longest)")
        }
    }

    // MARK: Encoding

    override func encodeStaged() throws(ORCError) {
        guard stagedCount > 0 else { return }
        switch form {
        case .direct:
            encoder.encode(staged.pointer, count: stagedCount, into: &length.open)
            try length.sealFullBlocks()
        case .dictionary:
            addToStatistics(staged.pointer, stagedCount)
            encoder.encode(staged.pointer, count: stagedCount, into: &data.open)
            try data.sealFullBlocks()
        case .undecided:
            addToStatistics(staged.pointer, stagedCount)
            undecided.reserve(undecidedCount + stagedCount)
            (undecided.pointer + undecidedCount).update(from: staged.pointer, count: stagedCount)
            undecidedCount += stagedCount
        }
        stagedCount = 0
        if form == .undecided && (undecidedCount >= Self.decisionValues || isHopeless) { try decide() }
    }

    private var isHopeless: Bool {
        Double(interner.count) > Double(undecidedCount) * max(Self.hopelessShare, options.dictionaryThreshold)
    }

    override func finishRowGroup() throws(ORCError) {
        try super.finishRowGroup()
        if form == .undecided && undecidedCount > 0 { try decide() }
    }

    private func decide() throws(ORCError) {
        let isWorthwhile = undecidedCount > 0 && Double(interner.count) <= Double(undecidedCount) * options.dictionaryThreshold
        form = isWorthwhile ? .dictionary : .direct
        startRowGroupsAtZero()
        if isWorthwhile {
            encoder.encode(undecided.pointer, count: undecidedCount, into: &data.open)
        } else {
            writeUndecidedDirectly()
            isDirectForGood = undecidedCount > 0
        }
        undecided = Buffer()
        undecidedCount = 0
        try data.sealFullBlocks()
        try length.sealFullBlocks()
    }

    private func writeUndecidedDirectly() {
        for index in 0..<undecidedCount {
            let value = interner.value(Int(undecided[index]))
            data.open.append(value)
            undecided[index] = Int64(value.count)
        }
        encoder.encode(undecided.pointer, count: undecidedCount, into: &length.open)
        interner.removeAll()
        translation.forget()
    }

    override func finishStreams() throws(ORCError) {
        if form == .undecided { try decide() }
        guard form == .dictionary else { return }
        dictionarySize = interner.count
        dictionaryData.open.append(interner.allBytes)
        let lengths = Buffer<Int64>(capacity: interner.count)
        for code in 0..<interner.count { lengths[code] = Int64(interner.length(code)) }
        encoder.encode(lengths.pointer, count: interner.count, into: &length.open)
    }

    override func appendPositions(to positions: inout [UInt64]) {
        // While undecided nothing is written: see `startRowGroupsAtZero()`.
        guard form != .undecided else { return }
        data.appendPosition(to: &positions)
        if form == .direct { length.appendPosition(to: &positions) }
        positions.append(0)
    }

    // MARK: Statistics

    private func addToStatistics(_ codes: UnsafePointer<Int64>, _ count: Int) {
        growSeen()
        totalLength &+= interner.totalLength(codes, count)
        // Entries met for the first time in this row group are few: they alone are compared and hashed.
        let seen = seenInGroup.pointer
        let group = self.group
        for index in 0..<count where seen[Int(codes[index])] != group {
            let code = Int(codes[index])
            seen[code] = group
            let value = interner.value(code)
            extremes.add(value)
            if bloomFilter != nil { bloomFilter?.add(BloomFilter.hash(value)) }
        }
    }

    private func growSeen() {
        seenInGroup.reserve(interner.count)
        while seenCount < interner.count {
            seenInGroup[seenCount] = 0
            seenCount += 1
        }
    }

    override func takeStatistics() -> ColumnStatistics.Values? {
        defer {
            extremes = StringExtremes()
            totalLength = 0
            group += 1
        }
        return .string(extremes.statistics(totalLength: totalLength))
    }
}

extension StringVector {
    /// The bytes of a row that has a value.
    @inline(__always)
    func storedValue(_ row: Int) -> UnsafeBufferPointer<UInt8> {
        if let dictionary { return dictionary.value(Int(codes[row])) }
        let start = Int(offsets[row])
        return UnsafeBufferPointer(start: bytes.pointer + start, count: Int(offsets[row + 1]) - start)
    }
}
