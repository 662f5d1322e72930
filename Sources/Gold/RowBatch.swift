/// Rows on their way into a ``GoldTable``, column by column: the one form in which anything is published.
///
/// It is filled by the names of the columns (``init(for:_:)``), which it holds in the table's order.
public struct RowBatch: Sendable {
    /// The values of one column. Every array has one entry per row; what is at a null row is ignored.
    public enum Values: Sendable {
        /// integer, bigInteger and boolean (0, 1)
        case integers([Int64])
        case doubles([Double])
        /// Days since 1970-01-01.
        case dates([Int32])
        /// Seconds since 1970-01-01 00:00:00 UTC.
        case timestamps([Int64])
        /// Row `i` is `bytes[offsets[i] ..< offsets[i + 1]]`, UTF-8.
        case text(offsets: [Int32], bytes: [UInt8])
        /// Row `i` is `dictionary[codes[i]]`.
        case dictionary(codes: [Int32], dictionary: [String])
    }

    /// One column: its values, and one byte per row that is 0 where the row is null. Nil: no nulls.
    public struct Column: Sendable {
        /// One value per row.
        public var values: Values
        /// One byte per row, 0 where the row is null. Nil: no nulls.
        public var present: [UInt8]?
        /// A column of `values`.
        public init(_ values: Values, present: [UInt8]? = nil) {
            self.values = values
            self.present = present
        }
    }

    /// Rows, the same in every column.
    public var rowCount: Int
    /// A column for each of the table's written columns, in their order.
    public var columns: [Column]

    /// A batch of `columns`, in the table's order, with `rowCount` rows each.
    init(rowCount: Int, columns: [Column]) {
        self.rowCount = rowCount
        self.columns = columns
    }
}
