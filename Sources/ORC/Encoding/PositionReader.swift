/// Hands out the positions of one row index entry, in order, to the decoders of a column's streams.
struct PositionReader {
    private let positions: [UInt64]
    private var index = 0
    private let column: Int

    init(_ entry: RowIndex.Entry, column: Int) {
        positions = entry.positions
        self.column = column
    }

    /// The next position.
    mutating func next() throws(ORCError) -> Int {
        guard index < positions.count, let position = Int(exactly: positions[index]) else {
            throw ORCError(
                .malformed, "row index: expected more than \(index) positions, found \(positions.count)",
                at: .init(column: column, stream: "ROW_INDEX"))
        }
        index += 1
        return position
    }

    /// The next position, a number of values in a run, which must not exceed `limit`.
    mutating func next(upTo limit: Int) throws(ORCError) -> Int {
        let position = try next()
        guard position <= limit else {
            throw ORCError(
                .malformed, "row index: expected a position of at most \(limit), found \(position)", at: .init(column: column, stream: "ROW_INDEX"))
        }
        return position
    }
}
