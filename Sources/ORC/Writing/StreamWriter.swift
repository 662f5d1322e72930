/// One stream of a column in the stripe under way: encoded bytes, cut into blocks that are compressed when full.
final class StreamWriter {
    let kind: StripeFooter.Stream.Kind
    private let compression: ORCWriterOptions.Compression
    private let blockSize: Int
    /// Bytes of the block under way; all bytes when nothing is compressed. Encoders append here.
    var open = OutputBuffer()
    /// Compressed blocks with their headers.
    private var sealed = OutputBuffer()

    init(_ kind: StripeFooter.Stream.Kind, _ options: ORCWriterOptions) {
        self.kind = kind
        compression = options.compression
        blockSize = options.compressionBlockSize
    }

    /// Memory held, in bytes.
    var memory: Int { open.capacity + sealed.capacity }

    /// Appends the place of the next byte as row indexes have it: the offset of its block and of the byte within; with
    /// no compression just the byte's offset.
    func appendPosition(to positions: inout [UInt64]) {
        if compression != .none { positions.append(UInt64(sealed.count)) }
        positions.append(UInt64(open.count))
    }

    /// Compresses the blocks that are full. To be called after each piece of encoding.
    @inline(__always)
    func sealFullBlocks() throws(ORCError) {
        if open.count >= blockSize && compression != .none { try sealBlocks(downTo: blockSize) }
    }

    /// Compresses what is left, appends the stream to the file and starts anew. Returns the stream's length in the file.
    func finish(into sink: FileSink) throws(ORCError) -> Int {
        if compression != .none { try sealBlocks(downTo: 1) }
        let length = sealed.count + open.count
        try sink.append(sealed.bytes)
        try sink.append(open.bytes)
        reset()
        return length
    }

    /// Forgets what was written.
    func reset() {
        open.removeAll()
        sealed.removeAll()
    }

    @inline(never)
    private func sealBlocks(downTo smallest: Int) throws(ORCError) {
        guard open.count >= smallest else { return }
        try BlockCompressor.withShared(compression) { compressor throws(ORCError) in
            var done = 0
            while open.count - done >= smallest {
                let block = UnsafeBufferPointer(rebasing: open.bytes[done..<min(done + blockSize, open.count)])
                try compressor.append(block, to: &sealed)
                done += block.count
            }
            open.removeFirst(done)
        }
    }
}
