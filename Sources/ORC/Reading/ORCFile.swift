/// An ORC file that is open for reading: its schema, its statistics, and readers over its rows.
///
///     let file = try ORCFile(path: "part-0.orc")
///     let reader = try file.reader(columns: ["State", "Severity"])
///     while let batch = try reader.next() {
///         let severities = batch.children[1]
///         …
///     }
///
/// Opening reads the end of the file and nothing else. Several threads may each have a reader over the same file.
public struct ORCFile: Sendable {
    /// What messages call the file: its path, or the name given with its source.
    public let name: String
    /// The type of a row, with ids as the file numbers them; usually a struct.
    public let schema: ORCType
    let source: any ORCByteSource
    let tail: FileTail
    let options: ORCReaderOptions

    /// Opens a local file.
    ///
    /// A file of no bytes is an empty table without columns.
    /// - Parameter sibling: a file opened before, best of the same table: a schema that stands there in the same bytes is not decoded again.
    /// - Throws: ``ORCError``: `io`, `notORC`, `truncated`, `malformed`, `limit`, `unsupported`.
    public init(path: String, options: ORCReaderOptions = .init(), sibling: ORCFile? = nil) throws(ORCError) {
        try self.init(source: try ORCFileSource(path: path), name: path, options: options, sibling: sibling)
    }

    /// Opens a file whose bytes come from `source`; `name` is used in messages.
    public init(source: any ORCByteSource, name: String, options: ORCReaderOptions = .init(), sibling: ORCFile? = nil) throws(ORCError) {
        do {
            tail = source.size == 0 ? FileTail() : try FileTail(source, options: options, sibling: sibling?.footer)
        } catch {
            throw error.inFile(name)
        }
        self.name = name
        self.source = source
        self.options = options
        schema = tail.footer.schema
    }
}

// MARK: - What the file says of itself

extension ORCFile {
    /// Bytes of the file.
    public var size: Int { source.size }
    /// Rows in all stripes.
    public var rowCount: Int { tail.footer.rowCount }
    /// The stripes, in file order.
    public var stripes: [StripeInformation] { tail.footer.stripes }
    /// What the writer's user attached.
    public var metadata: [String: [UInt8]] { tail.footer.metadata }
    /// The codec of the file's blocks.
    public var compression: CompressionKind { tail.postScript.compression }
    /// Compression, versions and section lengths.
    public var postScript: PostScript { tail.postScript }
    /// Stripes, row counts and the writer's name.
    public var footer: Footer { tail.footer }
    /// The writer's own version, which tells known defects (6: ORC-135 …).
    public var writerVersion: Int { tail.postScript.writerVersion }

    /// Statistics of every column in the whole file, by column id. Decoded at each call.
    public func statistics() throws(ORCError) -> [ColumnStatistics] {
        do { return try tail.statistics(options) } catch { throw error.inFile(name) }
    }

    /// Statistics of every column in each stripe; empty when the writer left them out. Decoded at each call.
    public func stripeStatistics() throws(ORCError) -> [StripeStatistics] {
        do { return try tail.stripeStatistics(options) } catch { throw error.inFile(name) }
    }
}

extension ORCError {
    /// The error with the file's name as part of its place.
    func inFile(_ name: String) -> ORCError {
        var error = self
        error.location.file = name
        return error
    }
}
