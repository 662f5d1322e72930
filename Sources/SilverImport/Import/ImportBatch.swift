import Accidents
import ORC
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
///
/// Safety: as ``SilverBatch``, which it holds.
final class ImportBatch: @unchecked Sendable {
    let silver = SilverBatch()
    /// Line of each row, from 0 at the chunk's first line.
    var lines = Buffer<Int32>()
    /// Hash of each row's text but for its ID.
    var hashes = Buffer<UInt64>()
    /// Rows in the chunk, rejected ones included; blank lines are none.
    var rowsRead = 0
    /// Lines in the chunk.
    var lineCount = 0
    /// Rows rejected by parsing; their lines count from 0 like ``lines``.
    var rejected: [ImportRejection] = []
    /// Nulled values by ``AccidentColumn/index``.
    var nulled = [Int](repeating: 0, count: AccidentColumn.allCases.count)
    var input = 0
    /// Line of the file on which the chunk begins, set when the chunks before it are parsed.
    var firstLine = 0

    func reserve(_ rows: Int) {
        silver.reserve(rows)
        lines.reserve(rows)
        hashes.reserve(rows)
    }

    func clear() {
        rowsRead = 0
        lineCount = 0
        rejected.removeAll(keepingCapacity: true)
        for index in nulled.indices { nulled[index] = 0 }
        silver.finish(count: 0)
    }
}
