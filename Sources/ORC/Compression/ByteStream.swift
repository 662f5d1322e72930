/// The decompressed bytes of one stream, a window at a time.
///
/// A stream in a compressed file is a sequence of blocks, each behind a header of three bytes little-endian:
///
///     header = length × 2 + original
///
/// `length` bytes follow; they are compressed, unless `original` is 1. Values run on across blocks, so before
/// decoding, a decoder asks for as many contiguous bytes as a run can take (``fill(_:)``): what is left of the last
/// block is moved to the front and the next block decompressed behind it.
///
/// - Invariant: `cursor <= end`; ``slack`` bytes behind `end` may be read (their contents are unspecified), so
///   that kernels can load whole words.
/// - Invariant: the raw bytes given to ``attach(_:kind:blockSize:location:)`` outlive their use and have the same slack.
final class ByteStream {
    /// Readable bytes behind ``end``.
    static let slack = 16

    // Unchecked: these are touched for every run, and never while another access to them is under way.
    /// The next byte to decode.
    @exclusivity(unchecked) var cursor: UnsafePointer<UInt8>
    /// Behind the last byte of the window.
    @exclusivity(unchecked) private(set) var end: UnsafePointer<UInt8>

    private var window = Buffer<UInt8>(capacity: ByteStream.slack)
    @exclusivity(unchecked) private var raw: UnsafeBufferPointer<UInt8>
    /// Bytes of `raw` already taken into windows.
    @exclusivity(unchecked) private var taken = 0
    private var kind = CompressionKind.none
    private var blockSize = 0
    private let decompressor: BlockDecompressor
    private let budget: MemoryBudget
    /// What the stream is, for messages.
    private(set) var location = StreamLocation(section: "")

    init(_ decompressor: BlockDecompressor, budget: MemoryBudget) {
        self.decompressor = decompressor
        self.budget = budget
        cursor = UnsafePointer(window.pointer)
        end = cursor
        raw = UnsafeBufferPointer(start: cursor, count: 0)
    }

    /// Starts over on the raw bytes of another stream.
    func attach(_ raw: UnsafeBufferPointer<UInt8>, kind: CompressionKind, blockSize: Int, location: StreamLocation) {
        self.raw = raw
        self.kind = kind
        self.blockSize = blockSize
        self.location = location
        rewind()
    }

    /// Whether every byte is in the window.
    var isExhausted: Bool { taken == raw.count }

    /// Bytes in the window.
    var available: Int { end - cursor }

    private func rewind() {
        taken = 0
        cursor = UnsafePointer(window.pointer)
        end = cursor
        if kind == .none, let base = raw.baseAddress {
            cursor = base
            end = base + raw.count
            taken = raw.count
        }
    }
}

/// Names a stream in messages: that of a column, or a section that belongs to none.
struct StreamLocation {
    var column: Int?
    var name: String { section ?? kind.description }
    private var kind = StripeFooter.Stream.Kind.data
    private var section: String?

    init(column: Int, kind: StripeFooter.Stream.Kind) {
        self.column = column
        self.kind = kind
    }

    init(section: String) { self.section = section }
}

// MARK: - Windows

extension ByteStream {
    /// Makes `count` bytes contiguous at ``cursor``, or as many as the stream still has.
    @inline(__always)
    func fill(_ count: Int) throws(ORCError) {
        if end - cursor < count, taken < raw.count { try refill(count) }
    }

    /// Makes at least `count` bytes contiguous, else throws.
    @inline(__always)
    func require(_ count: Int) throws(ORCError) {
        try fill(count)
        if end - cursor < count { throw truncated(count) }
    }

    private func refill(_ count: Int) throws(ORCError) {
        while end - cursor < count, taken < raw.count { try appendBlock() }
    }

    private func appendBlock() throws(ORCError) {
        guard raw.count - taken >= 3 else { throw malformed("a block header of 3 bytes", "\(raw.count - taken) bytes") }
        let header = Int(raw[taken]) | Int(raw[taken + 1]) << 8 | Int(raw[taken + 2]) << 16
        let length = header >> 1
        guard length <= raw.count - taken - 3 else { throw malformed("a block of at most \(raw.count - taken - 3) bytes", "\(length) bytes") }
        let block = UnsafeBufferPointer(rebasing: raw[taken + 3..<taken + 3 + length])
        taken += 3 + length
        guard length > 0 else { return }
        if header & 1 == 1 { try append(original: block) } else { try append(compressed: block) }
    }

    /// An uncompressed block is read where it lies, unless bytes of the block before are left.
    private func append(original block: UnsafeBufferPointer<UInt8>) throws(ORCError) {
        guard let base = block.baseAddress else { return }
        guard cursor != end else {
            cursor = base
            end = base + block.count
            return
        }
        let target = try makeRoom(block.count)
        target.update(from: base, count: block.count)
        end = UnsafePointer(target + block.count)
    }

    private func append(compressed block: UnsafeBufferPointer<UInt8>) throws(ORCError) {
        let bound = decompressor.bound(kind, block: block, blockSize: blockSize)
        let target = try makeRoom(bound)
        let written: Int
        do {
            written = try decompressor.decompress(kind, block, into: UnsafeMutableBufferPointer(start: target, count: bound))
        } catch {
            throw located(error)
        }
        end = UnsafePointer(target + written)
    }

    /// Moves what is left of the window to its front and returns the place behind it, with room for `count` bytes.
    private func makeRoom(_ count: Int) throws(ORCError) -> UnsafeMutablePointer<UInt8> {
        let left = end - cursor
        let needed = left + count + Self.slack
        if needed > window.capacity {
            let capacity = max(needed, window.capacity + window.capacity / 2)
            try budget.charge(capacity - window.capacity)
            var grown = Buffer<UInt8>(capacity: capacity)
            grown.pointer.update(from: cursor, count: left)
            swap(&window, &grown)
        } else if left > 0 {
            window.pointer.update(from: cursor, count: left)
        }
        cursor = UnsafePointer(window.pointer)
        end = cursor + left
        return window.pointer + left
    }
}

// MARK: - Whole ranges

extension ByteStream {
    /// Copies the next `count` bytes to `target`.
    func read(_ count: Int, into target: UnsafeMutablePointer<UInt8>) throws(ORCError) {
        var done = 0
        while done < count {
            try require(1)
            let part = min(count - done, end - cursor)
            (target + done).update(from: cursor, count: part)
            cursor += part
            done += part
        }
    }

    /// Decompresses the whole stream and returns it, valid until the stream is attached again.
    ///
    /// - Throws: ``ORCError/Code/limit`` when it is larger than `limit` bytes.
    func readAll(limit: Int) throws(ORCError) -> UnsafeBufferPointer<UInt8> {
        try fill(limit)
        guard isExhausted, available <= limit else { throw located(ORCError(.limit, "expected at most \(limit) bytes of metadata, found more")) }
        return UnsafeBufferPointer(start: cursor, count: available)
    }

    /// Passes over `count` bytes.
    func skip(_ count: Int) throws(ORCError) {
        var left = count
        while left > 0 {
            try require(1)
            let part = min(left, end - cursor)
            cursor += part
            left -= part
        }
    }

    /// Moves to a position of a row index: the start of a block in the raw stream and bytes into it, or just
    /// bytes into the stream when the file is not compressed.
    func seek(_ positions: inout PositionReader) throws(ORCError) {
        rewind()
        let first = try positions.next()
        guard first <= raw.count else { throw malformed("a position of at most \(raw.count)", "\(first)") }
        if kind == .none { return cursor += first }
        taken = first
        let second = try positions.next()
        guard second <= blockSize else { throw malformed("a position of at most \(blockSize) in a block", "\(second)") }
        try skip(second)
    }
}

// MARK: - Errors

extension ByteStream {
    func truncated(_ count: Int) -> ORCError {
        let found = raw.isEmpty ? "the stream is missing or empty" : "\(end - cursor) are left"
        return located(ORCError(.truncated, "expected \(count) more byte\(count == 1 ? "" : "s"), \(found)"))
    }

    func malformed(_ expected: String, _ found: String) -> ORCError {
        located(ORCError(.malformed, "expected \(expected), found \(found)"))
    }

    /// The error with this stream as its place. The offset is that of the block after the window.
    func located(_ error: ORCError) -> ORCError {
        var error = error
        error.location.column = location.column
        error.location.stream = location.name
        error.location.offset = kind == .none ? raw.count - available : taken
        return error
    }
}
