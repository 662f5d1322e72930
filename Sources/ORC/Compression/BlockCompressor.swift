import CSnappy
import CZlib
import CZstd
import Synchronization

/// Compresses blocks of a stream; the counterpart of ``BlockDecompressor``.
///
/// Contexts of zlib and Zstandard take up to a megabyte, so writers borrow a compressor for as long as they compress
/// (``withShared(_:_:)``): there are as many as threads compress at once.
final class BlockCompressor {
    private let compression: ORCWriterOptions.Compression
    private var scratch = Buffer<UInt8>()
    private var zstd: OpaquePointer?
    private var zlib: UnsafeMutablePointer<z_stream>?

    private init(_ compression: ORCWriterOptions.Compression) throws(ORCError) {
        self.compression = compression
        switch compression {
        case .zstd(let level): zstd = try Self.zstdContext(level)
        case .zlib(let level): zlib = try Self.zlibContext(level)
        case .none, .snappy: break
        }
    }

    deinit {
        ZSTD_freeCCtx(zstd)
        guard let zlib else { return }
        deflateEnd(zlib)
        zlib.deallocate()
    }

    private static func zstdContext(_ level: Int) throws(ORCError) -> OpaquePointer {
        guard let context = ZSTD_createCCtx() else { throw ORCError(.limit, "no memory for a Zstandard context") }
        let result = ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Int32(clamping: level))
        guard ZSTD_isError(result) == 0 else {
            ZSTD_freeCCtx(context)
            throw ORCError(.usage, "Zstandard has no level \(level); give one of \(ZSTD_minCLevel()) … \(ZSTD_maxCLevel())")
        }
        return context
    }

    private static func zlibContext(_ level: Int) throws(ORCError) -> UnsafeMutablePointer<z_stream> {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // ORC's zlib is raw deflate, without header and checksum: a negative window size.
        let result = deflateInit2_(
            stream, Int32(clamping: level), Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard result == Z_OK else {
            stream.deallocate()
            throw ORCError(.usage, "zlib has no level \(level); give one of 0 … 9")
        }
        return stream
    }

    /// Appends `block` with its header: a compressed block, or the bytes themselves where that is not larger.
    ///
    ///     header = length << 1 | isOriginal, three bytes little-endian
    func append(_ block: UnsafeBufferPointer<UInt8>, to output: inout OutputBuffer) throws(ORCError) {
        let size = try compress(block)
        let isOriginal = size == nil
        let content = size.map { UnsafeBufferPointer(start: UnsafePointer(scratch.pointer), count: $0) } ?? block
        let header = content.count << 1 | (isOriginal ? 1 : 0)
        output.append(upTo: 3) { target in
            for place in 0..<3 { target[place] = UInt8(truncatingIfNeeded: header >> (8 * place)) }
            return 3
        }
        output.append(content)
    }

    /// Compresses into ``scratch`` and returns the size; nil when it is no smaller.
    private func compress(_ block: UnsafeBufferPointer<UInt8>) throws(ORCError) -> Int? {
        let size: Int
        switch compression {
        case .none: return nil
        case .zstd: size = try compressZstd(block)
        case .zlib: size = try compressZlib(block)
        case .snappy: size = try compressSnappy(block)
        }
        return size < block.count ? size : nil
    }

    private func compressZstd(_ block: UnsafeBufferPointer<UInt8>) throws(ORCError) -> Int {
        scratch.reserve(ZSTD_compressBound(block.count))
        let size = ZSTD_compress2(zstd, scratch.pointer, scratch.capacity, block.baseAddress, block.count)
        guard ZSTD_isError(size) == 0 else {
            throw ORCError(.io, "Zstandard could not compress \(block.count) bytes: \(String(cString: ZSTD_getErrorName(size)))")
        }
        return size
    }

    private func compressZlib(_ block: UnsafeBufferPointer<UInt8>) throws(ORCError) -> Int {
        guard let zlib else { return block.count }
        scratch.reserve(Int(deflateBound(zlib, UInt(block.count))))
        deflateReset(zlib)
        zlib.pointee.next_in = UnsafeMutablePointer(mutating: block.baseAddress)
        zlib.pointee.avail_in = UInt32(block.count)
        zlib.pointee.next_out = scratch.pointer
        zlib.pointee.avail_out = UInt32(clamping: scratch.capacity)
        let result = deflate(zlib, Z_FINISH)
        guard result == Z_STREAM_END else { throw ORCError(.io, "zlib could not compress \(block.count) bytes: code \(result)") }
        return Int(zlib.pointee.total_out)
    }

    private func compressSnappy(_ block: UnsafeBufferPointer<UInt8>) throws(ORCError) -> Int {
        scratch.reserve(snappy_max_compressed_length(block.count))
        var size = scratch.capacity
        let result = block.withMemoryRebound(to: CChar.self) { input in
            scratch.pointer.withMemoryRebound(to: CChar.self, capacity: scratch.capacity) {
                snappy_compress(input.baseAddress, input.count, $0, &size)
            }
        }
        guard result == SNAPPY_OK else { throw ORCError(.io, "Snappy could not compress \(block.count) bytes: code \(result.rawValue)") }
        return size
    }
}

// MARK: - Sharing

extension BlockCompressor {
    /// A compressor at rest.
    ///
    /// Unchecked, because the compiler lets no object be put under a lock by a closure that did not make it. What holds: a compressor is in
    /// the pool or with one borrower, who does not reach it any more once it is put back.
    private struct Idle: @unchecked Sendable {
        let compressor: BlockCompressor
    }

    private static let idle = Mutex<[Idle]>([])
    /// Compressors kept for the next borrower.
    private static let mostIdle = 16

    /// Lends a compressor for the time of `body`.
    static func withShared(
        _ compression: ORCWriterOptions.Compression, _ body: (BlockCompressor) throws(ORCError) -> Void
    ) throws(ORCError) {
        let compressor = try take(compression)
        defer { putBack(compressor) }
        try body(compressor)
    }

    private static func take(_ compression: ORCWriterOptions.Compression) throws(ORCError) -> BlockCompressor {
        let taken = idle.withLock { idle -> Idle? in
            idle.lastIndex { $0.compressor.compression == compression }.map { idle.remove(at: $0) }
        }
        if let taken { return taken.compressor }
        return try BlockCompressor(compression)
    }

    private static func putBack(_ compressor: BlockCompressor) {
        let returned = Idle(compressor: compressor)
        idle.withLock { idle in
            if idle.count < mostIdle { idle.append(returned) }
        }
    }
}
