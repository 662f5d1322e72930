/// A Bloom filter of the values of a row group: tells that a value is certainly not there, or may be.
public struct BloomFilter: Sendable, Hashable {
    /// Bits set and tested for a value.
    public var hashFunctionCount = 0
    /// The bits, 64 a word, bit `i` in word `i / 64` at `i % 64`.
    public var words: [UInt64] = []
    /// Nothing set.
    public init() {}
}

extension BloomFilter {
    init(_ reader: ProtobufReader) throws(ORCError) {
        var reader = reader
        while let field = try reader.next() {
            switch field.number {
            case 1: hashFunctionCount = try reader.integer(field)
            case 2: try reader.repeatedFixed64(field) { words.append($0) }
            case 3: words = try Self.words(try reader.message(field))
            default: try reader.skip(field)
            }
        }
    }

    /// `utf8bitset`: the words as little-endian bytes.
    private static func words(_ reader: ProtobufReader) throws(ORCError) -> [UInt64] {
        var reader = reader
        var words: [UInt64] = []
        while !reader.isAtEnd { words.append(try reader.fixed64()) }
        return words
    }

    /// Decodes a BLOOM_FILTER or BLOOM_FILTER_UTF8 stream: a filter a row group.
    static func all(_ reader: ProtobufReader) throws(ORCError) -> [BloomFilter] {
        var reader = reader
        var filters: [BloomFilter] = []
        while let field = try reader.next() {
            if field.number == 1 {
                filters.append(try BloomFilter(try reader.message(field)))
            } else {
                try reader.skip(field)
            }
        }
        return filters
    }
}
