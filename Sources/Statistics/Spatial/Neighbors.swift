/// Who neighbors whom, in compressed rows: the neighbors of `i` are `indices[offsets[i] ..< offsets[i + 1]]`.
///
/// Whether an area is its own neighbor is the maker's choice.
public struct Neighbors: Sendable, Hashable {
    /// Where each area's neighbors begin, and one past the last: count + 1 entries.
    public let offsets: [Int32]
    /// Neighbors of all areas, one after another.
    public let indices: [Int32]

    /// How many areas there are.
    public var count: Int { offsets.count - 1 }

    /// One list of neighbors an area.
    public init(_ lists: [[Int]]) {
        offsets = lists.reduce(into: [0]) { $0.append($0[$0.count - 1] + Int32($1.count)) }
        indices = lists.flatMap { $0.map { Int32($0) } }
    }

    /// Queen contiguity of the occupied cells of a grid, each cell its own neighbor: up to nine, in ascending order.
    ///
    /// - Precondition: cells are distinct and ascend by row, then column; `columns` has as many entries as `rows`.
    /// - Complexity: O(n): three cursors, for the rows above, of and below a cell, sweep the grid once.
    public static func queenAndSelf(rows: [Int32], columns: [Int32]) -> Neighbors {
        precondition(rows.count == columns.count)
        var offsets: [Int32] = [0]
        var indices: [Int32] = []
        offsets.reserveCapacity(rows.count + 1)
        indices.reserveCapacity(rows.count * 6)
        var cursors = [0, 0, 0]
        for cell in rows.indices {
            for band in 0..<3 {
                let row = rows[cell] + Int32(band) - 1
                var cursor = cursors[band]
                while cursor < rows.count, (rows[cursor], columns[cursor]) < (row, columns[cell] - 1) { cursor += 1 }
                cursors[band] = cursor
                while cursor < rows.count, rows[cursor] == row, columns[cursor] <= columns[cell] + 1 {
                    indices.append(Int32(cursor))
                    cursor += 1
                }
            }
            offsets.append(Int32(indices.count))
        }
        return Neighbors(offsets: offsets, indices: indices)
    }

    private init(offsets: [Int32], indices: [Int32]) {
        self.offsets = offsets
        self.indices = indices
    }
}
