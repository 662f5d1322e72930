/// The streams of one stripe that a reader needs, fetched into memory.
final class StripeStreams {
    /// Bytes between two needed streams that are read along rather than skipped: cheaper than another read.
    private static let gap = 32_768

    let footer: StripeFooter
    let workspace: Workspace
    let postScript: PostScript
    /// Columns whose direct strings are wanted as codes.
    var interned: Set<Int> = []
    /// The needed streams and where they lie, in file order.
    private var located: [(stream: StripeFooter.Stream, offset: Int, position: Int)] = []
    /// By column id, the index in `located` of its first stream; -1 for none. Streams of a column need not be neighbors.
    private var byColumn: [Int32]
    /// For each located stream, the next one of the same column.
    private var nextOfColumn: [Int32] = []

    /// Reads the streams of the wanted kinds of the included columns. The streams read before into the same workspace are gone.
    init(
        _ file: ORCFile, stripe: Int, footer: StripeFooter, isIncluded: [Bool], workspace: Workspace,
        wanted: (StripeFooter.Stream.Kind) -> Bool
    ) throws(ORCError) {
        postScript = file.postScript
        self.footer = footer
        self.workspace = workspace
        workspace.releaseStreams()
        byColumn = [Int32](repeating: -1, count: isIncluded.count)
        try locate(file.stripes[stripe], isIncluded, wanted)
        try fetch(file)
    }

    /// A stream over the bytes of a column's stream of some kind; an empty one when the stripe has none.
    func stream(_ kind: StripeFooter.Stream.Kind, of column: Int) -> ByteStream {
        find(kind, of: column) ?? attach(UnsafeBufferPointer(start: nil, count: 0), StreamLocation(column: column, kind: kind))
    }

    /// The same, nil when the stripe has none.
    func find(_ kind: StripeFooter.Stream.Kind, of column: Int) -> ByteStream? {
        var next = Int(byColumn[column])
        while next >= 0 {
            let entry = located[next]
            if entry.stream.kind == kind {
                let bytes = UnsafeBufferPointer(start: UnsafePointer(workspace.raw.pointer) + entry.position, count: entry.stream.length)
                return attach(bytes, StreamLocation(column: column, kind: kind))
            }
            next = Int(nextOfColumn[next])
        }
        return nil
    }

    /// How a column is encoded in this stripe.
    func encoding(of column: Int) throws(ORCError) -> ColumnEncoding {
        guard column < footer.encodings.count else {
            throw ORCError(.malformed, "the stripe footer gives \(footer.encodings.count) encodings, none for this column", at: .init(column: column))
        }
        return footer.encodings[column]
    }

    private func attach(_ bytes: UnsafeBufferPointer<UInt8>, _ location: StreamLocation) -> ByteStream {
        let stream = workspace.stream()
        stream.attach(bytes, kind: postScript.compression, blockSize: postScript.compressionBlockSize, location: location)
        return stream
    }
}

// MARK: - Fetching

extension StripeStreams {
    /// Reads the footer of a stripe.
    static func footer(_ file: ORCFile, stripe index: Int, _ workspace: Workspace) throws(ORCError) -> StripeFooter {
        let stripe = file.stripes[index]
        workspace.releaseStreams()
        let start = stripe.offset + stripe.indexLength + stripe.dataLength
        workspace.raw.reserve(stripe.footerLength + ByteStream.slack)
        try file.read(start..<start + stripe.footerLength, into: workspace.raw.pointer)
        let stream = workspace.stream()
        stream.attach(
            UnsafeBufferPointer(start: workspace.raw.pointer, count: stripe.footerLength), kind: file.postScript.compression,
            blockSize: file.postScript.compressionBlockSize, location: StreamLocation(section: "stripe footer"))
        let bytes = try stream.readAll(limit: file.options.metadataLimit)
        return try StripeFooter(ProtobufReader(bytes, context: "stripe footer"))
    }

    private func locate(_ stripe: StripeInformation, _ isIncluded: [Bool], _ wanted: (StripeFooter.Stream.Kind) -> Bool) throws(ORCError) {
        var offset = stripe.offset
        let end = stripe.offset + stripe.indexLength + stripe.dataLength
        for stream in footer.streams {
            guard stream.length <= end - offset else {
                throw ORCError(
                    .malformed, "expected a stream of at most \(end - offset) bytes, found \(stream.length)",
                    at: .init(column: stream.column, stream: stream.kind.description))
            }
            if stream.column < isIncluded.count, isIncluded[stream.column], wanted(stream.kind), stream.length > 0 {
                nextOfColumn.append(byColumn[stream.column])
                byColumn[stream.column] = Int32(located.count)
                located.append((stream, offset, 0))
            }
            offset += stream.length
        }
    }

    /// Reads the located streams, neighbors in one go.
    private func fetch(_ file: ORCFile) throws(ORCError) {
        var runs: [Range<Int>] = []
        var total = 0
        for index in located.indices {
            let start = located[index].offset
            let end = start + located[index].stream.length
            if let last = runs.last, start - last.upperBound <= Self.gap {
                total += end - last.upperBound
                runs[runs.count - 1] = last.lowerBound..<end
            } else {
                total += end - start
                runs.append(start..<end)
            }
            located[index].position = total - (end - start)
        }
        workspace.raw.reserve(total + ByteStream.slack)
        var position = 0
        for run in runs {
            try file.read(run, into: workspace.raw.pointer + position)
            position += run.count
        }
    }
}

extension ORCFile {
    /// Reads bytes of the file, from what is already in memory if possible.
    func read(_ range: Range<Int>, into target: UnsafeMutablePointer<UInt8>) throws(ORCError) {
        if tail.copy(range, to: target) { return }
        try source.read(at: range.lowerBound, into: UnsafeMutableRawBufferPointer(start: target, count: range.count))
    }
}
