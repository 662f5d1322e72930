/// float and double: one stream of little-endian IEEE 754 numbers, which needs no staging.
final class DoubleColumnWriter: ColumnWriter {
    private let data: StreamWriter
    private var statistics = DoubleStatistics()

    override init(_ type: ORCType, path: String, options: ORCWriterOptions) {
        data = StreamWriter(.data, options)
        super.init(type, path: path, options: options)
        statistics.sum = 0
    }

    override var encoding: ColumnEncoding { ColumnEncoding(.direct) }
    override var streams: [StreamWriter] { [data] }

    override func stage(_ vector: ColumnVector, _ rows: RowSelection) throws(ORCError) {
        let source = unsafeDowncast(vector, to: DoubleVector.self)
        withUnsafeTemporaryAllocation(of: Double.self, capacity: rows.count) { room in
            guard let values = room.baseAddress else { return }
            let isDouble = type.kind == .double
            let count = rows.gather(source.values.pointer, present: source.presence, to: values) { isDouble ? $0 : Double(Float($0)) }
            statistics.add(values, count: count)
            if bloomFilter != nil {
                for index in 0..<count { bloomFilter?.add(BloomFilter.hash(Int64(bitPattern: values[index].bitPattern))) }
            }
            if isDouble { appendDoubles(values, count) } else { appendFloats(values, count) }
        }
        try data.sealFullBlocks()
    }

    private func appendDoubles(_ values: UnsafePointer<Double>, _ count: Int) {
        data.open.append(upTo: count * 8) { target in
            let raw = UnsafeMutableRawPointer(target)
            for index in 0..<count { raw.storeBytes(of: values[index].bitPattern.littleEndian, toByteOffset: index &* 8, as: UInt64.self) }
            return count * 8
        }
    }

    private func appendFloats(_ values: UnsafePointer<Double>, _ count: Int) {
        data.open.append(upTo: count * 4) { target in
            let raw = UnsafeMutableRawPointer(target)
            for index in 0..<count {
                raw.storeBytes(of: Float(values[index]).bitPattern.littleEndian, toByteOffset: index &* 4, as: UInt32.self)
            }
            return count * 4
        }
    }

    override func appendPositions(to positions: inout [UInt64]) { data.appendPosition(to: &positions) }

    override func takeStatistics() -> ColumnStatistics.Values? {
        defer {
            statistics = DoubleStatistics()
            statistics.sum = 0
        }
        return .double(statistics)
    }
}

extension DoubleStatistics {
    /// Takes in `count` values. A NaN makes the sum NaN, which tells readers that minimum and maximum miss a value.
    mutating func add(_ values: UnsafePointer<Double>, count: Int) {
        guard count > 0 else { return }
        var (least, most, total) = (Double.infinity, -Double.infinity, 0.0)
        for index in 0..<count {
            // False for NaN.
            least = values[index] < least ? values[index] : least
            most = values[index] > most ? values[index] : most
            total += values[index]
        }
        if least > most { (least, most) = (.nan, .nan) }
        minimum = Double.minimum(minimum ?? least, least)
        maximum = Double.maximum(maximum ?? most, most)
        sum = (sum ?? 0) + total
    }
}
