/// The end of a file: metadata, footer and postscript, as raw bytes and as what they say.
///
///     … metadata footer postscript length
///
/// One read usually fetches it whole, often with the last stripe's footer, and for a small file everything.
struct FileTail: Sendable {
    /// Bytes fetched by the first read.
    private static let firstRead = 16_384

    let postScript: PostScript
    let footer: Footer
    /// The last bytes of the file, starting at ``offset``, followed by ``ByteStream/slack`` zeroes.
    private let bytes: [UInt8]
    let offset: Int
    private let footerRange: Range<Int>
    private let metadataRange: Range<Int>

    init(_ source: any ORCByteSource, options: ORCReaderOptions, sibling: Footer?) throws(ORCError) {
        var bytes: [UInt8] = try Self.last(min(source.size, Self.firstRead), of: source)
        let end = bytes.count - ByteStream.slack
        let length = Int(bytes[end - 1])
        guard length < end else { throw ORCError(.notORC, "expected a postscript of \(length) bytes, the file has \(source.size)") }
        let postScript = try Self.postScript(bytes, end - 1 - length..<end - 1, source)
        let rest = 1 + length
        let (sections, overflow) = postScript.footerLength.addingReportingOverflow(postScript.metadataLength)
        guard !overflow, sections <= source.size - rest else {
            throw ORCError(.truncated, "the postscript names sections of \(sections) bytes, the file has \(source.size)")
        }
        if sections + rest > end { bytes = try Self.last(sections + rest, of: source) }
        let footerEnd = bytes.count - ByteStream.slack - rest
        footerRange = footerEnd - postScript.footerLength..<footerEnd
        metadataRange = footerRange.lowerBound - postScript.metadataLength..<footerRange.lowerBound
        offset = source.size - (bytes.count - ByteStream.slack)
        self.postScript = postScript
        self.bytes = bytes
        var footer = try Self.decode(bytes, footerRange, postScript, options) { reader throws(ORCError) in
            try Footer(reader("footer"), maximumNesting: options.maximumNesting, sibling: sibling)
        }
        footer.rowCount = try Self.checkedRowCount(footer, stripesEnd: offset + metadataRange.lowerBound)
        self.footer = footer
    }

    /// The tail of an empty file, which some writers leave for a table without rows.
    init() {
        postScript = PostScript()
        footer = Footer()
        bytes = []
        offset = 0
        footerRange = 0..<0
        metadataRange = 0..<0
    }

    private static func last(_ count: Int, of source: any ORCByteSource) throws(ORCError) -> [UInt8] {
        try source.bytes(at: source.size - count, count: count, slack: ByteStream.slack)
    }
}

// MARK: - Sections

extension FileTail {
    /// Copies bytes of the file that the tail already holds; false when it does not hold them.
    func copy(_ range: Range<Int>, to target: UnsafeMutablePointer<UInt8>) -> Bool {
        guard range.lowerBound >= offset, !bytes.isEmpty else { return false }
        bytes.withUnsafeBufferPointer { held in
            if let base = held.baseAddress { target.update(from: base + range.lowerBound - offset, count: range.count) }
        }
        return true
    }

    /// Statistics of every column in the whole file.
    func statistics(_ options: ORCReaderOptions) throws(ORCError) -> [ColumnStatistics] {
        try Self.decode(bytes, footerRange, postScript, options) { reader throws(ORCError) in try Footer.statistics(reader("footer")) }
    }

    /// Statistics of every column in each stripe; empty when the writer left them out.
    func stripeStatistics(_ options: ORCReaderOptions) throws(ORCError) -> [StripeStatistics] {
        try Self.decode(bytes, metadataRange, postScript, options) { reader throws(ORCError) in try StripeStatistics.all(reader("metadata")) }
    }

    private static func postScript(_ bytes: [UInt8], _ range: Range<Int>, _ source: any ORCByteSource) throws(ORCError) -> PostScript {
        let result: Result<PostScript, ORCError> = bytes.withUnsafeBufferPointer { bytes in
            Result { () throws(ORCError) in try PostScript(ProtobufReader(UnsafeBufferPointer(rebasing: bytes[range]), context: "postscript")) }
        }
        if case .success(let postScript) = result, postScript.magic == "ORC" { return try checked(postScript) }
        guard try startsWithMagic(source) else { throw ORCError(.notORC, "neither the first bytes nor the last say \"ORC\"") }
        return try checked(try result.get())
    }

    /// Very old files say "ORC" only at the start.
    private static func startsWithMagic(_ source: any ORCByteSource) throws(ORCError) -> Bool {
        guard source.size >= 3 else { return false }
        return try source.bytes(at: 0, count: 3) == Array("ORC".utf8)
    }

    private static func checked(_ postScript: PostScript) throws(ORCError) -> PostScript {
        guard (1...1 << 23).contains(postScript.compressionBlockSize) || postScript.compression == .none else {
            throw ORCError(.malformed, "postscript: expected a compression block of 1 … 8,388,608 bytes, found \(postScript.compressionBlockSize)")
        }
        return postScript
    }

    /// The number of rows, after checking that the stripes lie one behind the other inside the file and agree with the footer's count, if it
    /// has one. Stripes that overlap could make a small file cost the time of a large one.
    private static func checkedRowCount(_ footer: Footer, stripesEnd end: Int) throws(ORCError) -> Int {
        var rows = 0
        var previousEnd = 0
        for (index, stripe) in footer.stripes.enumerated() {
            var position = stripe.offset
            var overflow = false
            for length in [stripe.indexLength, stripe.dataLength, stripe.footerLength] {
                let sum = position.addingReportingOverflow(length)
                position = sum.partialValue
                overflow = overflow || sum.overflow
            }
            let sum = rows.addingReportingOverflow(stripe.rowCount)
            rows = sum.partialValue
            guard !overflow, !sum.overflow, position <= end else {
                throw ORCError(
                    .truncated, "the footer places a stripe at \(stripe.offset) … \(position), the stripes end at \(end)", at: .init(stripe: index))
            }
            guard stripe.offset >= previousEnd else {
                throw ORCError(
                    .malformed, "expected the stripe at \(previousEnd) or later, behind the last one; found it at \(stripe.offset)",
                    at: .init(stripe: index))
            }
            previousEnd = position
        }
        guard rows == footer.rowCount || footer.rowCount == 0 else {
            throw ORCError(.malformed, "the footer counts \(footer.rowCount) rows, its stripes hold \(rows)")
        }
        return rows
    }

    /// Decompresses a section and hands `body` a function that makes readers over it.
    private static func decode<T>(
        _ bytes: [UInt8], _ range: Range<Int>, _ postScript: PostScript, _ options: ORCReaderOptions,
        _ body: ((StaticString) -> ProtobufReader) throws(ORCError) -> T
    ) throws(ORCError) -> T {
        let stream = ByteStream(BlockDecompressor(), budget: MemoryBudget(limit: options.memoryLimit))
        let result: Result<T, ORCError> = bytes.withUnsafeBufferPointer { bytes in
            Result { () throws(ORCError) in
                stream.attach(
                    UnsafeBufferPointer(rebasing: bytes[range]), kind: postScript.compression, blockSize: postScript.compressionBlockSize,
                    location: StreamLocation(section: "file tail"))
                // The section lies in the stream's window.
                return try withExtendedLifetime(stream) { () throws(ORCError) in
                    let section = try stream.readAll(limit: options.metadataLimit)
                    return try body { ProtobufReader(section, context: $0) }
                }
            }
        }
        return try result.get()
    }
}
