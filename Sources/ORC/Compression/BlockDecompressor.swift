import CBrotli
import CLZ4
import CZlib
import CZstd

/// Decompresses single blocks with any codec of the format; the contexts that codecs need are made once and kept.
///
/// Not thread-safe: each reader has its own.
final class BlockDecompressor {
    private var zstd: OpaquePointer?
    private var zlib: UnsafeMutablePointer<z_stream>?

    init() {}

    deinit {
        if let zstd { ZSTD_freeDCtx(zstd) }
        if let zlib {
            inflateEnd(zlib)
            zlib.deallocate()
        }
    }

    /// The most bytes that a block of `count` compressed bytes can hold, by the codec's own limits and the file's.
    ///
    /// A destination of this size is large enough, and no larger than what the file's real bytes can justify.
    func bound(_ kind: CompressionKind, block: UnsafeBufferPointer<UInt8>, blockSize: Int) -> Int {
        switch kind {
        case .none: return block.count
        case .snappy:
            guard let length = SnappyDecoder.length(block) else { return 0 }
            // A copy element of three bytes yields at most 64.
            return min(length, blockSize, block.count * 64)
        case .zlib: return min(blockSize, block.count * 1_032 + 64)
        case .lzo, .lz4: return min(blockSize, block.count * 255 + 64)
        case .zstd:
            let stated = ZSTD_getFrameContentSize(block.baseAddress, block.count)
            return stated > UInt64(blockSize) ? blockSize : Int(stated)
        case .brotli: return blockSize
        }
    }

    /// Decompresses `block` into `target` and returns the number of bytes written.
    ///
    /// - Requires: ``ByteStream/slack`` readable bytes behind `block`, and as many writable ones behind `target`.
    /// - Throws: ``ORCError/Code/malformed`` when the block is damaged or does not fit.
    func decompress(
        _ kind: CompressionKind, _ block: UnsafeBufferPointer<UInt8>, into target: UnsafeMutableBufferPointer<UInt8>
    ) throws(ORCError) -> Int {
        let written: Int? =
            switch kind {
            case .none: nil
            case .snappy: SnappyDecoder.decompress(block, into: target)
            case .zlib: inflate(block, target)
            case .lz4: lz4(block, target)
            case .zstd: zstandard(block, target)
            case .brotli: brotli(block, target)
            case .lzo: LZODecoder.decompress(block, into: target)
            }
        guard let written else {
            throw ORCError(.malformed, "a compression block of \(block.count) bytes is not valid \(kind), or larger than \(target.count) bytes")
        }
        return written
    }
}

// MARK: - Codecs

extension BlockDecompressor {
    private func lz4(_ block: UnsafeBufferPointer<UInt8>, _ target: UnsafeMutableBufferPointer<UInt8>) -> Int? {
        let written = block.withMemoryRebound(to: CChar.self) { source in
            target.withMemoryRebound(to: CChar.self) {
                LZ4_decompress_safe(source.baseAddress, $0.baseAddress, Int32(clamping: source.count), Int32(clamping: $0.count))
            }
        }
        return written >= 0 ? Int(written) : nil
    }

    private func zstandard(_ block: UnsafeBufferPointer<UInt8>, _ target: UnsafeMutableBufferPointer<UInt8>) -> Int? {
        if zstd == nil { zstd = ZSTD_createDCtx() }
        let written = ZSTD_decompressDCtx(zstd, target.baseAddress, target.count, block.baseAddress, block.count)
        return ZSTD_isError(written) == 0 ? written : nil
    }

    private func brotli(_ block: UnsafeBufferPointer<UInt8>, _ target: UnsafeMutableBufferPointer<UInt8>) -> Int? {
        var length = target.count
        let result = BrotliDecoderDecompress(block.count, block.baseAddress, &length, target.baseAddress)
        return result == BROTLI_DECODER_RESULT_SUCCESS ? length : nil
    }

    /// Raw deflate, without zlib's header and checksum.
    private func inflate(_ block: UnsafeBufferPointer<UInt8>, _ target: UnsafeMutableBufferPointer<UInt8>) -> Int? {
        guard let stream = inflater() else { return nil }
        stream.pointee.next_in = UnsafeMutablePointer(mutating: block.baseAddress)
        stream.pointee.avail_in = UInt32(clamping: block.count)
        stream.pointee.next_out = target.baseAddress
        stream.pointee.avail_out = UInt32(clamping: target.count)
        guard CZlib.inflate(stream, Z_FINISH) == Z_STREAM_END else { return nil }
        return Int(clamping: target.count) - Int(stream.pointee.avail_out)
    }

    private func inflater() -> UnsafeMutablePointer<z_stream>? {
        if let zlib { return inflateReset(zlib) == Z_OK ? zlib : nil }
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard inflateInit2_(stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            stream.deallocate()
            return nil
        }
        zlib = stream
        return stream
    }
}
