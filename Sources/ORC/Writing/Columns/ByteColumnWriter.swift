/// byte: one stream of run-length encoded bytes.
final class ByteColumnWriter: ColumnWriter {
    private let data: StreamWriter
    private var staged = Buffer<Int64>(capacity: ColumnWriter.stagingCapacity)
    private var stagedCount = 0
    private var statistics = IntegerStatistics()

    override init(_ type: ORCType, path: String, options: ORCWriterOptions) {
        data = StreamWriter(.data, options)
        super.init(type, path: path, options: options)
        statistics.sum = 0
    }

    override var encoding: ColumnEncoding { ColumnEncoding(.direct) }
    override var streams: [StreamWriter] { [data] }
    override var stagingMemory: Int { staged.capacity * 8 }

    override func stage(_ vector: ColumnVector, _ rows: RowSelection) throws(ORCError) {
        let source = unsafeDowncast(vector, to: IntegerVector.self)
        stagedCount += rows.gather(source.values.pointer, present: source.presence, to: staged.pointer + stagedCount) { $0 }
    }

    override func encodeStaged() throws(ORCError) {
        guard stagedCount > 0 else { return }
        statistics.add(staged.pointer, count: stagedCount)
        let allowed = IntegerColumnWriter.allowedValues(.byte)
        if let least = statistics.minimum, let most = statistics.maximum, !(allowed.contains(least) && allowed.contains(most)) {
            throw failure("values of byte lie in -128 … 127, found \(least) … \(most)")
        }
        if bloomFilter != nil {
            for index in 0..<stagedCount { bloomFilter?.add(BloomFilter.hash(staged[index])) }
        }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: stagedCount) { bytes in
            guard let start = bytes.baseAddress else { return }
            for index in 0..<stagedCount { start[index] = UInt8(truncatingIfNeeded: staged[index]) }
            ByteEncoder.encode(start, count: stagedCount, into: &data.open)
        }
        stagedCount = 0
        try data.sealFullBlocks()
    }

    override func appendPositions(to positions: inout [UInt64]) {
        data.appendPosition(to: &positions)
        positions.append(0)
    }

    override func takeStatistics() -> ColumnStatistics.Values? {
        defer {
            statistics = IntegerStatistics()
            statistics.sum = 0
        }
        return .integer(statistics)
    }
}
