/// Decimals of up to 18 digits in files of the format's second version as far as writers have adopted it (`UNSTABLE-PRE-2.0`):
/// DATA, unscaled values as signed integers in run-length encoding 2. All values have the scale of the column's type.
final class Decimal64Decoder: ColumnDecoder {
    private let data: IntegerDecoder

    /// Whether a column is encoded so.
    static func reads(_ type: ORCType, _ postScript: PostScript) -> Bool { postScript.version == [1, 9999] && type.precision <= 18 }

    override init(_ type: ORCType, _ streams: StripeStreams) {
        data = IntegerDecoder(streams.stream(.data, of: type.id), isSigned: true, isVersion2: true)
        super.init(type, streams)
    }

    override func decodeValues(_ values: Int, into vector: ColumnVector) throws(ORCError) {
        let vector = unsafeDowncast(vector, to: DecimalVector.self)
        let target = vector.values.pointer
        let found = try workspace.scratch(values)
        try data.read(values, into: found)
        for index in 0..<values { target[index] = Int128(found[index]) }
        if let mask = vector.mask { Kernels.spread(target, values, over: vector.count, present: mask) }
    }

    override func seekValues(_ positions: inout PositionReader) throws(ORCError) { try data.seek(&positions) }
}
