/// Where one row group starts in the streams of every column that is read.
struct RowGroupPositions {
    private let indexes: [Int: RowIndex]
    private let group: Int

    init(_ indexes: [Int: RowIndex], group: Int) {
        self.indexes = indexes
        self.group = group
    }

    func reader(for column: Int) throws(ORCError) -> PositionReader {
        guard let index = indexes[column], group < index.entries.count else {
            throw ORCError(.malformed, "the row index has no entry \(group)", at: .init(column: column, stream: "ROW_INDEX"))
        }
        return PositionReader(index.entries[group], column: column)
    }
}
