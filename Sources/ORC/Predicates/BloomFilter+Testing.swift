extension BloomFilter {
    /// Whether a value with this hash may be among those added.
    ///
    /// The two halves of the hash give as many bit positions as the filter has functions; all their bits are set if the value was
    /// added. More functions than 64 are not used by any writer.
    func mayContain(_ hash: UInt64) -> Bool {
        guard !words.isEmpty, hashFunctionCount > 0 else { return true }
        let first = Int32(truncatingIfNeeded: hash)
        let second = Int32(truncatingIfNeeded: hash >> 32)
        let bits = words.count * 64
        return (1...Int32(min(hashFunctionCount, 64))).allSatisfy { index in
            let combined = first &+ index &* second
            let bit = Int(combined < 0 ? ~combined : combined) % bits
            return words[bit >> 6] >> UInt64(bit & 63) & 1 == 1
        }
    }
}

extension ORCLiteral {
    /// The hash under which a Bloom filter knows the value; nil where writers differ and the filter is not used.
    var bloomHash: UInt64? {
        switch self {
        case .integer(let value), .date(let value): return BloomFilter.hash(value)
        // 0.0 and −0.0 are equal but have two hashes.
        case .double(let value): return value == 0 ? nil : BloomFilter.hash(Int64(bitPattern: value.bitPattern))
        case .string(var text): return text.withUTF8 { BloomFilter.hash($0) }
        case .boolean, .decimal, .timestamp: return nil
        }
    }
}
