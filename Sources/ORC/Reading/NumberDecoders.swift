/// Booleans: DATA, one bit each.
final class BooleanColumnDecoder: ColumnDecoder {
    private let data: BooleanDecoder

    override init(_ type: ORCType, _ streams: StripeStreams) {
        data = BooleanDecoder(streams.stream(.data, of: type.id))
        super.init(type, streams)
    }

    override func decodeValues(_ values: Int, into vector: ColumnVector) throws(ORCError) {
        let vector = unsafeDowncast(vector, to: BooleanVector.self)
        _ = try data.read(values, into: vector.values.pointer)
        if let mask = vector.mask { Kernels.spread(vector.values.pointer, values, over: vector.count, present: mask) }
    }

    override func seekValues(_ positions: inout PositionReader) throws(ORCError) { try data.seek(&positions) }
}

/// Bytes: DATA, byte run-length encoded.
final class ByteColumnDecoder: ColumnDecoder {
    private let data: ByteDecoder

    override init(_ type: ORCType, _ streams: StripeStreams) {
        data = ByteDecoder(streams.stream(.data, of: type.id))
        super.init(type, streams)
    }

    override func decodeValues(_ values: Int, into vector: ColumnVector) throws(ORCError) {
        let vector = unsafeDowncast(vector, to: IntegerVector.self)
        let target = vector.values.pointer
        // Each byte is widened in place: read into the last eighth, it is never overwritten before it is read.
        let narrow = UnsafeMutableRawPointer(target) + values * 7
        try data.read(values, into: narrow.assumingMemoryBound(to: UInt8.self))
        for index in 0..<values { target[index] = Int64(narrow.loadUnaligned(fromByteOffset: index, as: Int8.self)) }
        if let mask = vector.mask { Kernels.spread(target, values, over: vector.count, present: mask) }
    }

    override func seekValues(_ positions: inout PositionReader) throws(ORCError) { try data.seek(&positions) }
}

/// Shorts, ints, longs and dates: DATA, run-length encoded signed integers.
final class IntegerColumnDecoder: ColumnDecoder {
    private let data: IntegerDecoder

    init(_ type: ORCType, _ streams: StripeStreams, _ encoding: ColumnEncoding) {
        data = IntegerDecoder(streams.stream(.data, of: type.id), isSigned: true, isVersion2: encoding.usesRunLengthV2)
        super.init(type, streams)
    }

    override func decodeValues(_ values: Int, into vector: ColumnVector) throws(ORCError) {
        let vector = unsafeDowncast(vector, to: IntegerVector.self)
        try data.read(values, into: vector.values.pointer)
        if let mask = vector.mask { Kernels.spread(vector.values.pointer, values, over: vector.count, present: mask) }
    }

    override func seekValues(_ positions: inout PositionReader) throws(ORCError) { try data.seek(&positions) }
}

/// Doubles: DATA, eight bytes each, little-endian.
final class DoubleColumnDecoder: ColumnDecoder {
    private let data: ByteStream

    override init(_ type: ORCType, _ streams: StripeStreams) {
        data = streams.stream(.data, of: type.id)
        super.init(type, streams)
    }

    override func decodeValues(_ values: Int, into vector: ColumnVector) throws(ORCError) {
        let vector = unsafeDowncast(vector, to: DoubleVector.self)
        let target = vector.values.pointer
        try data.read(values * 8, into: UnsafeMutableRawPointer(target).assumingMemoryBound(to: UInt8.self))
        #if _endian(big)
            for index in 0..<values { target[index] = Double(bitPattern: target[index].bitPattern.byteSwapped) }
        #endif
        if let mask = vector.mask { Kernels.spread(target, values, over: vector.count, present: mask) }
    }

    override func seekValues(_ positions: inout PositionReader) throws(ORCError) { try data.seek(&positions) }
}

/// Floats: DATA, four bytes each, little-endian.
final class FloatColumnDecoder: ColumnDecoder {
    private let data: ByteStream

    override init(_ type: ORCType, _ streams: StripeStreams) {
        data = streams.stream(.data, of: type.id)
        super.init(type, streams)
    }

    override func decodeValues(_ values: Int, into vector: ColumnVector) throws(ORCError) {
        let vector = unsafeDowncast(vector, to: DoubleVector.self)
        let target = vector.values.pointer
        // Each float is widened in place: read into the second half, it is never overwritten before it is read.
        let narrow = UnsafeMutableRawPointer(target) + values * 4
        try data.read(values * 4, into: narrow.assumingMemoryBound(to: UInt8.self))
        for index in 0..<values {
            let bits = narrow.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)
            target[index] = Double(Float(bitPattern: UInt32(littleEndian: bits)))
        }
        if let mask = vector.mask { Kernels.spread(target, values, over: vector.count, present: mask) }
    }

    override func seekValues(_ positions: inout PositionReader) throws(ORCError) { try data.seek(&positions) }
}
