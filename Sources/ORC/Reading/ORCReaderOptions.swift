/// Limits that a reader holds a file to, because lengths and counts in a file are never trusted.
public struct ORCReaderOptions: Sendable {
    /// The most bytes that one reader allocates for blocks, batches and dictionaries. What is allocated follows the data that is
    /// really there; this bounds files that compress extremely well, or pretend to.
    public var memoryLimit = 2 << 30
    /// The deepest nesting of lists, maps, structs and unions that is accepted.
    public var maximumNesting = 100

    /// The limits named above.
    public init() {}
}

extension ORCReaderOptions {
    /// The most bytes of a footer, index or statistics section: decoded, a byte can become 64 or so.
    var metadataLimit: Int { max(memoryLimit / 64, 65_536) }
}
