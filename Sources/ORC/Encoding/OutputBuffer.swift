#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Bytes under way to a stream: a growable array that encoders append to through a bare pointer.
///
/// It starts without memory, since most of the streams of a file with many columns stay small.
struct OutputBuffer: ~Copyable {
    private var base: UnsafeMutablePointer<UInt8>?
    private(set) var capacity = 0
    /// Bytes written.
    private(set) var count = 0

    init() {}

    deinit { free(base) }

    /// The bytes written, valid until the next change.
    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

    /// Appends what `encode` writes at the pointer it is given, where `limit` bytes have room; it returns the number
    /// of bytes it wrote.
    @inline(__always)
    mutating func append(upTo limit: Int, _ encode: (UnsafeMutablePointer<UInt8>) -> Int) {
        reserve(limit)
        guard let base else { return }
        let written = encode(base + count)
        assert(written <= limit, "an encoder wrote \(written) bytes where \(limit) have room")
        count += written
    }

    @inline(__always)
    mutating func append(_ source: UnsafeBufferPointer<UInt8>) {
        guard let start = source.baseAddress, !source.isEmpty else { return }
        append(upTo: source.count) { target in
            target.update(from: start, count: source.count)
            return source.count
        }
    }

    /// Forgets the first `length` bytes.
    mutating func removeFirst(_ length: Int) {
        precondition(length >= 0 && length <= count)
        count -= length
        if let base, count > 0 { base.update(from: base + length, count: count) }
    }

    /// Forgets everything and frees the memory.
    mutating func removeAll() {
        free(base)
        base = nil
        capacity = 0
        count = 0
    }

    /// Makes room for `more` bytes. Grows by half, then by a quarter, since hundreds of these live side by side.
    @inline(__always)
    private mutating func reserve(_ more: Int) {
        if count + more > capacity || base == nil { grow(more) }
    }

    @inline(never)
    private mutating func grow(_ more: Int) {
        let wanted = max(count + more, capacity + capacity / (capacity < 65_536 ? 2 : 4), 64)
        // The system often enlarges a large block in its place, which allocating anew could not.
        guard let grown = realloc(base, wanted) else { fatalError("out of memory: \(wanted) bytes for a stream") }
        base = grown.assumingMemoryBound(to: UInt8.self)
        capacity = wanted
    }
}
