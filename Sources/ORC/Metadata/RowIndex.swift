/// The row index of one column in one stripe: one entry per row group.
public struct RowIndex: Sendable, Hashable {
    /// Where a row group starts in the column's streams, and statistics of its values.
    public struct Entry: Sendable, Hashable {
        /// Positions in each stream of the column, in the order that its encoding prescribes.
        public var positions: [UInt64] = []
        /// Statistics of the values in the group.
        public var statistics = ColumnStatistics()
        /// Nothing set.
        public init() {}
    }

    /// The entries, in row order.
    public var entries: [Entry] = []
    /// Nothing set.
    public init() {}
}

extension RowIndex {
    init(_ reader: ProtobufReader) throws(ORCError) {
        var reader = reader
        while let field = try reader.next() {
            if field.number == 1 {
                entries.append(try Entry(try reader.message(field)))
            } else {
                try reader.skip(field)
            }
        }
    }
}

extension RowIndex.Entry {
    init(_ reader: ProtobufReader) throws(ORCError) {
        var reader = reader
        while let field = try reader.next() {
            switch field.number {
            case 1: try reader.repeated(field) { value throws(ORCError) in positions.append(value) }
            case 2: statistics = try ColumnStatistics(try reader.message(field))
            default: try reader.skip(field)
            }
        }
    }
}
