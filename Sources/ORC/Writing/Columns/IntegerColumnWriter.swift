/// short, int, long and date: one stream of signed run-length encoded integers.
final class IntegerColumnWriter: ColumnWriter {
    private let data: StreamWriter
    private let encoder = IntegerEncoder(isSigned: true)
    private var staged = Buffer<Int64>(capacity: ColumnWriter.stagingCapacity)
    private var stagedCount = 0
    private var statistics = IntegerStatistics()
    private let allowed: ClosedRange<Int64>

    override init(_ type: ORCType, path: String, options: ORCWriterOptions) {
        data = StreamWriter(.data, options)
        allowed = Self.allowedValues(type.kind)
        super.init(type, path: path, options: options)
        statistics.sum = 0
    }

    /// What other readers can hold of a kind.
    static func allowedValues(_ kind: ORCType.Kind) -> ClosedRange<Int64> {
        switch kind {
        case .byte: Int64(Int8.min)...Int64(Int8.max)
        case .short: Int64(Int16.min)...Int64(Int16.max)
        case .int, .date: Int64(Int32.min)...Int64(Int32.max)
        default: Int64.min...Int64.max
        }
    }

    override var streams: [StreamWriter] { [data] }
    override var stagingMemory: Int { staged.capacity * 8 }

    override func stage(_ vector: ColumnVector, _ rows: RowSelection) throws(ORCError) {
        let source = unsafeDowncast(vector, to: IntegerVector.self)
        stagedCount += rows.gather(source.values.pointer, present: source.presence, to: staged.pointer + stagedCount) { $0 }
    }

    override func encodeStaged() throws(ORCError) {
        guard stagedCount > 0 else { return }
        statistics.add(staged.pointer, count: stagedCount)
        if let least = statistics.minimum, let most = statistics.maximum, !(allowed.contains(least) && allowed.contains(most)) {
            throw failure("values of \(type.kind) lie in \(allowed.lowerBound) … \(allowed.upperBound), found \(least) … \(most)")
        }
        if bloomFilter != nil {
            for index in 0..<stagedCount { bloomFilter?.add(BloomFilter.hash(staged[index])) }
        }
        encoder.encode(staged.pointer, count: stagedCount, into: &data.open)
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
        guard type.kind == .date else { return .integer(statistics) }
        var date = DateStatistics()
        date.minimum = statistics.minimum.map { Int32(truncatingIfNeeded: $0) }
        date.maximum = statistics.maximum.map { Int32(truncatingIfNeeded: $0) }
        return .date(date)
    }
}

extension IntegerStatistics {
    /// Takes in `count` values, at least one.
    mutating func add(_ values: UnsafePointer<Int64>, count: Int) {
        var (least, most, total) = (values[0], values[0], Int64(0))
        for index in 0..<count {
            least = Swift.min(least, values[index])
            most = Swift.max(most, values[index])
            total = total &+ values[index]
        }
        minimum = Swift.min(minimum ?? least, least)
        maximum = Swift.max(maximum ?? most, most)
        sum = sum.flatMap { Self.add($0, total, values, count, least, most) }
    }

    /// `sum` and the sum of the values; nil when it overflows. `wrapped` is right unless the values are huge.
    private static func add(
        _ sum: Int64, _ wrapped: Int64, _ values: UnsafePointer<Int64>, _ count: Int, _ least: Int64, _ most: Int64
    ) -> Int64? {
        let safe = Int64.max / Int64(count)
        if least >= -safe && most <= safe {
            let (total, overflow) = sum.addingReportingOverflow(wrapped)
            return overflow ? nil : total
        }
        var total = sum
        for index in 0..<count {
            let (next, overflow) = total.addingReportingOverflow(values[index])
            if overflow { return nil }
            total = next
        }
        return total
    }
}
