/// Encoded rows on their way to the server, in the order in which they came until they are sorted.
///
/// Rows that arrive in the order of the primary key fill the pages of the table; others leave them half empty.
struct RowBuffer: Sendable {
    /// Where a row is, and the beginning of its key, in which bytes are compared as the server does.
    private struct Entry {
        var key: (UInt64, UInt64)
        var start: UInt32
        var length: UInt32
    }

    private var bytes: [UInt8] = []
    private var entries: [Entry] = []

    var rowCount: Int { entries.count }
    /// Bytes of memory that the rows take.
    var size: Int { bytes.count + entries.count * MemoryLayout<Entry>.stride }

    /// Adds rows of these lengths, whose bytes `write` fills in: it is given the room for them, one after another.
    mutating func append(_ rows: [(length: Int, key: (UInt64, UInt64))], _ write: (UnsafeMutableBufferPointer<UInt8>) -> Void) {
        let first = bytes.count
        var end = first
        for row in rows {
            entries.append(Entry(key: row.key, start: UInt32(truncatingIfNeeded: end), length: UInt32(truncatingIfNeeded: row.length)))
            end += row.length
        }
        bytes.append(contentsOf: repeatElement(0, count: end - first))
        bytes.withUnsafeMutableBufferPointer { write(UnsafeMutableBufferPointer(rebasing: $0[first...])) }
    }

    /// Orders the rows by key; rows of one key stay as they came.
    mutating func sort() {
        entries.sort { one, other in
            if one.key.0 != other.key.0 { return one.key.0 < other.key.0 }
            if one.key.1 != other.key.1 { return one.key.1 < other.key.1 }
            return one.start < other.start
        }
    }

    /// The same rows, ordered by key: in place, unless somebody else holds them.
    consuming func sorted() -> RowBuffer {
        var rows = self
        rows.sort()
        return rows
    }

    /// The bytes of row `index`.
    func row(_ index: Int) -> ArraySlice<UInt8> {
        let entry = entries[index]
        return bytes[Int(entry.start)..<Int(entry.start) + Int(entry.length)]
    }
}

/// Sends the rows of a buffer, one after another.
final class RowBufferSource: LocalInfileSource {
    private let rows: RowBuffer
    private var next = 0
    /// Bytes of row `next` that were sent already.
    private var sent = 0

    init(_ rows: RowBuffer) { self.rows = rows }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
        if Task.isCancelled { return nil }
        var filled = 0
        while next < rows.rowCount && filled < buffer.count {
            let row = rows.row(next)
            let piece = min(row.count - sent, buffer.count - filled)
            UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]).copyBytes(from: row.dropFirst(sent).prefix(piece))
            filled += piece
            sent += piece
            if sent == row.count {
                next += 1
                sent = 0
            }
        }
        return filled
    }
}
