import Accidents
import Silver

/// A row that was not accepted.
struct ImportRejection: Sendable {
    /// Position in the list of inputs.
    var input: Int
    /// Line of the file, from 1, on which the row begins.
    var line: Int
    var reason: RejectionReason
    var id: String
    /// The text that is at fault, where there is one.
    var value: String
}

/// What parsing a chunk gave: rows for Silver, and what must be known of them until they are written.
struct ImportBatch: Sendable {
    /// The rows, in memory of the parser: valid until it parses its next chunk.
    let silver: SilverBatch
    let input: Int
    /// Line of each row, from 0 at the chunk's first line.
    var lines: [Int32] = []
    /// Hash of each row's text but for its ID.
    var hashes: [UInt64] = []
    /// Rows in the chunk, rejected ones included; blank lines are none.
    var rowsRead = 0
    /// Lines in the chunk.
    let lineCount: Int
    /// Rows rejected by parsing; their lines count from 0 like ``lines``.
    var rejected: [ImportRejection] = []
    /// Nulled values by ``AccidentColumn/index``.
    var nulled = [Int](repeating: 0, count: AccidentColumn.allCases.count)
    /// Line of the file on which the chunk begins, set when the chunks before it are parsed.
    var firstLine = 0

    /// No rows yet of a chunk with `lineCount` lines.
    init(_ silver: SilverBatch, input: Int, lineCount: Int) {
        self.silver = silver
        self.input = input
        self.lineCount = lineCount
        lines.reserveCapacity(lineCount)
        hashes.reserveCapacity(lineCount)
    }
}
