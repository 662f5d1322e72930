#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Encoded rows on their way to the server, in the order in which they came until they are sorted.
///
/// Rows that arrive in the order of the primary key fill the pages of the table; others leave them half empty.
///
/// Not checked for sharing: the publication fills a buffer, then hands it to the one task that sends it and changes it no more.
final class RowBuffer: @unchecked Sendable {
    /// Where a row is, and the beginning of its key, in which bytes are compared as the server does.
    private struct Entry {
        var key: (UInt64, UInt64)
        var start: UInt32
        var length: UInt32
    }

    private(set) var bytes: UnsafeMutablePointer<UInt8>
    private var capacity = 1 << 16
    private(set) var count = 0
    private var entries: [Entry] = []

    init() { bytes = Self.resized(nil, to: capacity) }

    deinit { free(bytes) }

    /// The system moves large blocks without copying them.
    private static func resized(_ block: UnsafeMutablePointer<UInt8>?, to capacity: Int) -> UnsafeMutablePointer<UInt8> {
        guard let block = realloc(block, capacity) else { fatalError("no memory for \(capacity) bytes of rows") }
        return block.assumingMemoryBound(to: UInt8.self)
    }

    var rowCount: Int { entries.count }
    /// Bytes of memory that the rows take.
    var size: Int { count + entries.count * MemoryLayout<Entry>.stride }

    /// Makes room for `more` bytes at the end; pointers into ``bytes`` are void afterwards.
    func reserve(_ more: Int) {
        guard count + more > capacity else { return }
        capacity = max(count + more, capacity * 2)
        bytes = Self.resized(bytes, to: capacity)
    }

    /// Takes the next `length` bytes as a row with `key`, and gives where they begin. There must be room.
    func addRow(length: Int, key: (UInt64, UInt64)) -> UnsafeMutablePointer<UInt8> {
        entries.append(Entry(key: key, start: UInt32(truncatingIfNeeded: count), length: UInt32(truncatingIfNeeded: length)))
        defer { count += length }
        return bytes + count
    }

    /// Orders the rows by key; rows of one key stay as they came.
    func sort() {
        entries.sort { one, other in
            if one.key.0 != other.key.0 { return one.key.0 < other.key.0 }
            if one.key.1 != other.key.1 { return one.key.1 < other.key.1 }
            return one.start < other.start
        }
    }

    /// The bytes of row `index`.
    func row(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        let entry = entries[index]
        return UnsafeBufferPointer(start: bytes + Int(entry.start), count: Int(entry.length))
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
            if let source = row.baseAddress, let target = buffer.baseAddress { (target + filled).copyMemory(from: source + sent, byteCount: piece) }
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
