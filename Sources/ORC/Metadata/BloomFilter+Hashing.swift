/// The hash functions of Bloom filters, the same for all writers.
extension BloomFilter {
    /// Hash of a string's UTF-8 or a binary's bytes: the 64-bit Murmur 3 of Hive, seed 104729.
    static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let raw = UnsafeRawBufferPointer(bytes)
        var hash: UInt64 = 104_729
        var offset = 0
        while raw.count - offset >= 8 {
            hash ^= scramble(UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
            hash = rotate(hash, 27) &* 5 &+ 0x52DC_E729
            offset += 8
        }
        if offset < raw.count {
            var tail: UInt64 = 0
            for place in offset..<raw.count { tail |= UInt64(raw[place]) << UInt64(8 * (place - offset)) }
            hash ^= scramble(tail)
        }
        return mix(hash ^ UInt64(raw.count))
    }

    /// Hash of an integer, of a date's days, of a timestamp's milliseconds or of a double's bits: Wang's 64-bit mix.
    static func hash(_ value: Int64) -> UInt64 {
        var key = value
        key = ~key &+ (key &<< 21)
        key ^= key &>> 24
        key = key &+ (key &<< 3) &+ (key &<< 8)
        key ^= key &>> 14
        key = key &+ (key &<< 2) &+ (key &<< 4)
        key ^= key &>> 28
        key = key &+ (key &<< 31)
        return UInt64(bitPattern: key)
    }

    private static func scramble(_ block: UInt64) -> UInt64 {
        rotate(block &* 0x87C3_7B91_1142_53D5, 31) &* 0x4CF5_AD43_2745_937F
    }

    private static func rotate(_ value: UInt64, _ bits: UInt64) -> UInt64 { value &<< bits | value &>> (64 - bits) }

    private static func mix(_ value: UInt64) -> UInt64 {
        var hash = value
        hash ^= hash >> 33
        hash = hash &* 0xFF51_AFD7_ED55_8CCD
        hash ^= hash >> 33
        hash = hash &* 0xC4CE_B9FE_1A85_EC53
        return hash ^ hash >> 33
    }
}
