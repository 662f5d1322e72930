#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Fills the Bloom filter of a row group.
///
/// Sizes and positions are those of the format: `-n ln p / ln² 2` bits in whole words, `m / n ln 2` hash functions,
/// which are combinations of the two halves of one 64-bit hash.
struct BloomFilterBuilder {
    private var filter = BloomFilter()
    private let bitCount: Int

    /// - Parameters:
    ///   - values: distinct values that the filter is made for.
    ///   - falsePositives: share of other values that it lets pass, between 0 and 1.
    init(values: Int, falsePositives: Double) {
        let wanted = Int(-Double(values) * log(falsePositives) / (M_LN2 * M_LN2))
        bitCount = wanted + 64 - wanted % 64
        filter.hashFunctionCount = max(1, Int((Double(wanted) / Double(values) * M_LN2).rounded()))
        filter.words = Array(repeating: 0, count: bitCount / 64)
    }

    /// The filled filter; the next one starts empty.
    mutating func take() -> BloomFilter {
        let filled = filter
        filter.words = Array(repeating: 0, count: filled.words.count)
        return filled
    }

    mutating func add(_ hash: UInt64) {
        let low = Int32(truncatingIfNeeded: hash)
        let high = Int32(truncatingIfNeeded: hash >> 32)
        for function in 1...filter.hashFunctionCount {
            let combined = low &+ Int32(truncatingIfNeeded: function) &* high
            let bit = Int(combined < 0 ? ~combined : combined) % bitCount
            filter.words[bit / 64] |= 1 << UInt64(bit % 64)
        }
    }
}

extension BloomFilter {
    /// Encodes a BLOOM_FILTER_UTF8 stream.
    static func encode(_ filters: [BloomFilter], into writer: inout ProtobufWriter) {
        for filter in filters {
            writer.message(1) { inner in
                inner.integer(1, filter.hashFunctionCount)
                inner.data(3, filter.words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } })
            }
        }
    }
}
