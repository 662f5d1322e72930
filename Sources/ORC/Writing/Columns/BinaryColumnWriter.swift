/// binary: DATA, all bytes; LENGTH, that of each value.
final class BinaryColumnWriter: ColumnWriter {
    private let data: StreamWriter
    private let length: StreamWriter
    private let encoder = IntegerEncoder(isSigned: false)
    private var staged = Buffer<Int64>(capacity: ColumnWriter.stagingCapacity)
    private var stagedCount = 0
    private var totalLength: Int64 = 0

    override init(_ type: ORCType, path: String, options: ORCWriterOptions) {
        data = StreamWriter(.data, options)
        length = StreamWriter(.length, options)
        super.init(type, path: path, options: options)
    }

    override var streams: [StreamWriter] { [data, length] }
    override var stagingMemory: Int { staged.capacity * 8 }

    override func stage(_ vector: ColumnVector, _ rows: RowSelection) throws(ORCError) {
        let source = unsafeDowncast(vector, to: StringVector.self)
        try checkCodes(source, rows)
        let present = source.presence
        rows.forEach { row in
            if let present, present[row] == 0 { return }
            let value = source.storedValue(row)
            data.open.append(value)
            staged[stagedCount] = Int64(value.count)
            stagedCount += 1
            totalLength &+= Int64(value.count)
            bloomFilter?.add(BloomFilter.hash(value))
        }
        try data.sealFullBlocks()
    }

    override func encodeStaged() throws(ORCError) {
        encoder.encode(staged.pointer, count: stagedCount, into: &length.open)
        stagedCount = 0
        try length.sealFullBlocks()
    }

    override func appendPositions(to positions: inout [UInt64]) {
        data.appendPosition(to: &positions)
        length.appendPosition(to: &positions)
        positions.append(0)
    }

    override func takeStatistics() -> ColumnStatistics.Values? {
        defer { totalLength = 0 }
        return .binary(totalLength: totalLength)
    }
}
