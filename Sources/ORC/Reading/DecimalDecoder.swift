/// Decimals: DATA, unscaled values as zigzag varints of up to 128 bits; SECONDARY, signed run-length encoded scales.
///
/// Values come out at the scale of the column's type. Digits beyond it are rounded half away from zero; only files of version 0.11,
/// whose decimals have no type parameters, hold any.
final class DecimalDecoder: ColumnDecoder {
    private let data: ByteStream
    private let scales: IntegerDecoder
    private let scale: Int64

    init(_ type: ORCType, _ streams: StripeStreams, _ encoding: ColumnEncoding) {
        data = streams.stream(.data, of: type.id)
        scales = IntegerDecoder(streams.stream(.secondary, of: type.id), isSigned: true, isVersion2: encoding.usesRunLengthV2)
        scale = Int64(type.scale)
        super.init(type, streams)
    }

    override func decodeValues(_ values: Int, into vector: ColumnVector) throws(ORCError) {
        let vector = unsafeDowncast(vector, to: DecimalVector.self)
        let target = vector.values.pointer
        for index in 0..<values { target[index] = try varint() }
        let found = try workspace.scratch(values)
        try scales.read(values, into: found)
        for index in 0..<values where found[index] != scale { target[index] = try rescaled(target[index], from: found[index]) }
        if let mask = vector.mask { Kernels.spread(target, values, over: vector.count, present: mask) }
    }

    override func seekValues(_ positions: inout PositionReader) throws(ORCError) {
        try data.seek(&positions)
        try scales.seek(&positions)
    }

    /// At most 19 bytes: 128 bits, seven a byte.
    private func varint() throws(ORCError) -> Int128 {
        try data.fill(19)
        var value: UInt128 = 0
        var shift: UInt128 = 0
        var cursor = data.cursor
        while cursor < data.end {
            let byte = cursor[0]
            cursor += 1
            value |= UInt128(byte & 0x7F) &<< shift
            if byte < 0x80 {
                data.cursor = cursor
                return Int128(truncatingIfNeeded: value &>> 1) ^ (0 &- Int128(truncatingIfNeeded: value & 1))
            }
            shift += 7
            if shift > 126 { throw data.malformed("a decimal of at most 19 bytes", "a longer one") }
        }
        throw data.truncated(1)
    }

    private func rescaled(_ value: Int128, from found: Int64) throws(ORCError) -> Int128 {
        var value = value
        var difference = scale &- found
        guard (-76...76).contains(difference), found >= -38 else { throw scales.input.malformed("a scale near \(scale)", "\(found)") }
        while difference > 0 {
            let product = value.multipliedReportingOverflow(by: 10)
            guard !product.overflow else { throw data.malformed("a decimal of 38 digits at scale \(scale)", "a larger one") }
            value = product.partialValue
            difference -= 1
        }
        while difference < 0 {
            difference += 1
            let (quotient, remainder) = value.quotientAndRemainder(dividingBy: 10)
            value = quotient
            if difference == 0, remainder.magnitude >= 5 { value += remainder.signum() }
        }
        return value
    }
}
