extension Projection {
    /// The decoder of the root struct over one stripe; a root that is not a struct is put into one.
    func decoder(_ streams: StripeStreams) throws(ORCError) -> ColumnDecoder {
        streams.interned = interned
        if rootIsStruct { return try ColumnDecoder.make(schema, streams) }
        return RootDecoder(try ColumnDecoder.make(schema.children[0], streams))
    }
}

/// The struct around a root that is not one: it has no streams, not even PRESENT.
private final class RootDecoder: ColumnDecoder {
    private let child: ColumnDecoder

    init(_ child: ColumnDecoder) {
        self.child = child
        super.init(child.workspace)
    }

    override func decodeValues(_ values: Int, into vector: ColumnVector) throws(ORCError) {
        let vector = unsafeDowncast(vector, to: StructVector.self)
        try child.decode(vector.count, into: vector.children[0], mask: nil)
    }

    override func seekChildren(_ positions: RowGroupPositions) throws(ORCError) { try child.seek(positions) }
}
