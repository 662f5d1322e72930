extension ColumnDecoder {
    /// The decoder of a column and of everything below it, over the streams of one stripe.
    ///
    /// - Throws: ``ORCError/Code/malformed`` when the encoding does not go with the type.
    static func make(_ type: ORCType, _ streams: StripeStreams) throws(ORCError) -> ColumnDecoder {
        let encoding = try streams.encoding(of: type.id)
        switch type.kind {
        case .string, .varchar, .char, .binary:
            if encoding.usesDictionary { return DictionaryStringDecoder(type, streams, encoding) }
            let isInterned = streams.interned.contains(type.id)
            return isInterned ? InterningStringDecoder(type, streams, encoding) : DirectStringDecoder(type, streams, encoding)
        default:
            guard !encoding.usesDictionary else {
                throw ORCError(.malformed, "expected a direct encoding for a \(type.kind), found \(encoding.kind)", at: .init(column: type.id))
            }
            return try makeDirect(type, streams, encoding)
        }
    }

    private static func makeDirect(_ type: ORCType, _ streams: StripeStreams, _ encoding: ColumnEncoding) throws(ORCError) -> ColumnDecoder {
        switch type.kind {
        case .boolean: return BooleanColumnDecoder(type, streams)
        case .byte: return ByteColumnDecoder(type, streams)
        case .float: return FloatColumnDecoder(type, streams)
        case .double: return DoubleColumnDecoder(type, streams)
        case .decimal:
            if Decimal64Decoder.reads(type, streams.postScript) { return Decimal64Decoder(type, streams) }
            return DecimalDecoder(type, streams, encoding)
        case .timestamp, .timestampInstant: return try TimestampDecoder(type, streams, encoding)
        case .struct: return StructDecoder(type, streams, children: try children(type, streams))
        case .list, .map: return CollectionDecoder(type, streams, encoding, children: try children(type, streams))
        case .union: return UnionDecoder(type, streams, children: try children(type, streams))
        default: return IntegerColumnDecoder(type, streams, encoding)
        }
    }

    private static func children(_ type: ORCType, _ streams: StripeStreams) throws(ORCError) -> [ColumnDecoder] {
        var decoders: [ColumnDecoder] = []
        for child in type.children { decoders.append(try make(child, streams)) }
        return decoders
    }
}
