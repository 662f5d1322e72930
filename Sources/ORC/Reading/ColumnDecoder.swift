/// Decodes one column of one stripe, batch by batch, into its vector. Subclasses know the types.
///
/// A column has values only for rows where it and everything above it is present: its own PRESENT stream has one
/// bit for each row where its parent is present, and its other streams one value for each 1 in there.
class ColumnDecoder {
    let column: Int
    let workspace: Workspace
    private let present: BooleanDecoder?

    init(_ type: ORCType, _ streams: StripeStreams) {
        column = type.id
        workspace = streams.workspace
        present = streams.find(.present, of: type.id).map(BooleanDecoder.init)
    }

    /// A decoder for something that no column of the file stands for, and that is never null.
    init(_ workspace: Workspace) {
        column = 0
        self.workspace = workspace
        present = nil
    }

    /// Decodes the next `rows` rows into `vector`, which has room for them.
    ///
    /// - Parameter mask: one byte per row, 0 where the parent is null; nil when it is present everywhere.
    final func decode(_ rows: Int, into vector: ColumnVector, mask: UnsafePointer<UInt8>?) throws(ORCError) {
        let values = try decodePresent(rows, into: vector, mask: mask)
        try decodeValues(values, into: vector)
    }

    /// Decodes `values` values for the `vector.count` rows whose presence is known.
    func decodeValues(_ values: Int, into vector: ColumnVector) throws(ORCError) {
        fatalError("a decoder for each kind of column overrides this")
    }

    /// Moves to the start of a row group, for whose positions `positions` knows the entries of every column.
    final func seek(_ positions: RowGroupPositions) throws(ORCError) {
        var reader = try positions.reader(for: column)
        try present?.seek(&reader)
        try seekValues(&reader)
        try seekChildren(positions)
    }

    /// Moves the column's own streams, in the order that its encoding prescribes.
    func seekValues(_ positions: inout PositionReader) throws(ORCError) {}

    /// Moves the decoders of child columns.
    func seekChildren(_ positions: RowGroupPositions) throws(ORCError) {}

    /// Fills ``ColumnVector/present`` and returns the number of values.
    private func decodePresent(_ rows: Int, into vector: ColumnVector, mask: UnsafePointer<UInt8>?) throws(ORCError) -> Int {
        vector.count = rows
        vector.hasNulls = false
        let target = vector.present.pointer
        var values = rows
        if let mask {
            values = Kernels.count(mask, rows)
            if let present {
                let parents = values
                values = try present.read(parents, into: target)
                Kernels.spread(target, parents, over: rows, present: mask)
                for row in 0..<rows { target[row] &= mask[row] }
            } else {
                target.update(from: mask, count: rows)
            }
        } else if let present {
            values = try present.read(rows, into: target)
        }
        vector.hasNulls = values != rows
        return values
    }
}

extension ColumnVector {
    /// One byte per row, 0 where null; nil when there are no nulls.
    @inline(__always)
    var mask: UnsafePointer<UInt8>? { hasNulls ? UnsafePointer(present.pointer) : nil }
}
