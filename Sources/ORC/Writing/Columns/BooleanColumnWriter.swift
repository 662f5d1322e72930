/// boolean: one stream of run-length encoded bits.
final class BooleanColumnWriter: ColumnWriter {
    private let data: StreamWriter
    private var encoder = BooleanEncoder()
    private var staged = Buffer<UInt8>(capacity: ColumnWriter.stagingCapacity)
    private var stagedCount = 0
    private var trueCount = 0

    override init(_ type: ORCType, path: String, options: ORCWriterOptions) {
        data = StreamWriter(.data, options)
        super.init(type, path: path, options: options)
    }

    override var encoding: ColumnEncoding { ColumnEncoding(.direct) }
    override var streams: [StreamWriter] { [data] }
    override var stagingMemory: Int { staged.capacity }

    override func stage(_ vector: ColumnVector, _ rows: RowSelection) throws(ORCError) {
        let source = unsafeDowncast(vector, to: BooleanVector.self)
        stagedCount += rows.gather(source.values.pointer, present: source.presence, to: staged.pointer + stagedCount) { $0 == 0 ? 0 : 1 }
    }

    override func encodeStaged() throws(ORCError) {
        for index in 0..<stagedCount { trueCount += Int(staged[index]) }
        encoder.encode(staged.pointer, count: stagedCount, into: &data.open)
        stagedCount = 0
        try data.sealFullBlocks()
    }

    override func finishStreams() throws(ORCError) { encoder.finish(into: &data.open) }

    override func appendPositions(to positions: inout [UInt64]) {
        data.appendPosition(to: &positions)
        positions += [0, UInt64(encoder.waitingCount)]
    }

    override func takeStatistics() -> ColumnStatistics.Values? {
        defer { trueCount = 0 }
        return .boolean(trueCount: trueCount)
    }
}
