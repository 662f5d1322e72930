/// Settings of an ``ORCWriter``.
public struct ORCWriterOptions: Sendable {
    /// How blocks are compressed.
    public enum Compression: Sendable, Hashable {
        case none
        case zlib(level: Int = 6)
        case snappy
        case zstd(level: Int = 1)
    }

    /// How blocks are compressed; Zstandard at its fastest regular level unless set.
    public var compression: Compression = .zstd(level: 1)
    /// Uncompressed bytes in a compression block.
    public var compressionBlockSize = 262_144
    /// Buffered bytes after which a stripe is written.
    public var stripeSize = 64 << 20
    /// Rows between two entries of the row index; 0 writes no index.
    public var rowIndexStride = 10_000
    /// The zone named in stripe footers. Timestamps are wall clocks and are not shifted.
    public var timeZone = "UTC"
    /// A string column is written with a dictionary while distinct / rows stays at or under this.
    public var dictionaryThreshold = 0.8
    /// Columns that get Bloom filters, by field name, nested ones as `outer.inner`. Needs a row index.
    public var bloomFilterColumns: Set<String> = []
    /// Share of values not in a row group that its Bloom filter lets pass.
    public var bloomFilterFalsePositives = 0.01
    /// User metadata of the file footer.
    public var metadata: [String: [UInt8]] = [:]

    /// The settings of a writer that is given none.
    public init() {}
}
