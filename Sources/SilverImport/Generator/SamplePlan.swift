import Silver

/// How many rows of a sample fall into each month, and which IDs they get.
struct SamplePlan: Sendable {
    /// A run of rows that draws from a random stream of its own.
    struct Chunk: Sendable {
        /// Position in ``SampleModel/months``, and the chunk's number in its month.
        var month: Int
        var number: Int
        var count: Int
        /// The number in the ID of the first row.
        var firstID: Int
    }

    /// Rows of each month.
    let rows: [Int]

    /// Distributes rows by largest remainder: every month gets its share rounded down or up, and all add up to `rows`.
    init(rows: Int, shares: [Double]) {
        let total = shares.reduce(0, +)
        let exact = shares.map { Double(rows) * $0 / total }
        var counts = exact.map { Int($0) }
        let missing = rows - counts.reduce(0, +)
        let byRemainder = exact.indices.sorted { (exact[$0] - Double(counts[$0]), $1) > (exact[$1] - Double(counts[$1]), $0) }
        for month in byRemainder.prefix(missing) { counts[month] += 1 }
        self.rows = counts
    }

    /// The chunks of a month, in order. IDs count from 1 in the order of months and rows.
    func chunks(ofMonth month: Int) -> [Chunk] {
        let before = rows[..<month].reduce(0, +)
        return stride(from: 0, to: rows[month], by: SampleBatch.capacity).enumerated().map { number, start in
            Chunk(month: month, number: number, count: min(SampleBatch.capacity, rows[month] - start), firstID: before + start + 1)
        }
    }

    /// All chunks, month after month.
    var chunks: [Chunk] { rows.indices.flatMap { chunks(ofMonth: $0) } }
}
