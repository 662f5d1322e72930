/// decimal: DATA, unscaled integers as zigzag varints of up to 128 bits; SECONDARY, the scale of each.
final class DecimalColumnWriter: ColumnWriter {
    private let data: StreamWriter
    private let secondary: StreamWriter
    private let scaleEncoder = IntegerEncoder(isSigned: true)
    private var staged = Buffer<Int128>(capacity: ColumnWriter.stagingCapacity)
    private var stagedCount = 0
    private var minimum: Int128?
    private var maximum: Int128?
    /// nil once it overflowed.
    private var sum: Int128? = 0
    /// The least magnitude with too many digits.
    private let limit: Int128

    override init(_ type: ORCType, path: String, options: ORCWriterOptions) {
        data = StreamWriter(.data, options)
        secondary = StreamWriter(.secondary, options)
        limit = (0..<type.precision).reduce(1) { power, _ in power * 10 }
        super.init(type, path: path, options: options)
    }

    override var streams: [StreamWriter] { [data, secondary] }
    override var stagingMemory: Int { staged.capacity * 16 }

    override func check(_ vector: ColumnVector, count: Int) throws(ORCError) {
        try super.check(vector, count: count)
        let scale = unsafeDowncast(vector, to: DecimalVector.self).scale
        guard scale == type.scale else { throw failure("expected decimals of scale \(type.scale), found scale \(scale)") }
    }

    override func stage(_ vector: ColumnVector, _ rows: RowSelection) throws(ORCError) {
        let source = unsafeDowncast(vector, to: DecimalVector.self)
        stagedCount += rows.gather(source.values.pointer, present: source.presence, to: staged.pointer + stagedCount) { $0 }
    }

    override func encodeStaged() throws(ORCError) {
        guard stagedCount > 0 else { return }
        try addToStatistics()
        if bloomFilter != nil { addToBloomFilter() }
        for index in 0..<stagedCount { appendVarint(staged[index]) }
        encodeScales()
        stagedCount = 0
        try data.sealFullBlocks()
        try secondary.sealFullBlocks()
    }

    private func addToStatistics() throws(ORCError) {
        for index in 0..<stagedCount {
            let value = staged[index]
            guard value > -limit && value < limit else {
                let text = DecimalText.text(value, scale: type.scale)
                throw failure("expected at most \(type.precision) digits for decimal(\(type.precision), \(type.scale)), found \(text)")
            }
            minimum = min(minimum ?? value, value)
            maximum = max(maximum ?? value, value)
            sum = sum.flatMap {
                let (total, overflow) = $0.addingReportingOverflow(value)
                return overflow ? nil : total
            }
        }
    }

    private func addToBloomFilter() {
        for index in 0..<stagedCount {
            let text = Array(DecimalText.text(staged[index], scale: type.scale).utf8)
            let hash = text.withUnsafeBufferPointer { BloomFilter.hash($0) }
            bloomFilter?.add(hash)
        }
    }

    private func appendVarint(_ value: Int128) {
        var rest = UInt128(bitPattern: (value << 1) ^ (value >> 127))
        data.open.append(upTo: 19) { target in
            var size = 0
            while rest > 0x7F {
                target[size] = UInt8(truncatingIfNeeded: rest) | 0x80
                rest >>= 7
                size += 1
            }
            target[size] = UInt8(truncatingIfNeeded: rest)
            return size + 1
        }
    }

    private func encodeScales() {
        withUnsafeTemporaryAllocation(of: Int64.self, capacity: stagedCount) { scales in
            scales.initialize(repeating: Int64(type.scale))
            guard let start = scales.baseAddress else { return }
            scaleEncoder.encode(start, count: stagedCount, into: &secondary.open)
        }
    }

    override func appendPositions(to positions: inout [UInt64]) {
        data.appendPosition(to: &positions)
        secondary.appendPosition(to: &positions)
        positions.append(0)
    }

    override func takeStatistics() -> ColumnStatistics.Values? {
        defer { (minimum, maximum, sum) = (nil, nil, 0) }
        var statistics = DecimalStatistics()
        statistics.minimum = minimum.map { DecimalText.text($0, scale: type.scale) }
        statistics.maximum = maximum.map { DecimalText.text($0, scale: type.scale) }
        statistics.sum = sum.map { DecimalText.text($0, scale: type.scale) }
        return .decimal(statistics)
    }
}
