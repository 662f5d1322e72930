/// Makes damaged variants of files. The same seed and index give the same variant.
struct Mutator {
    private var state: UInt64

    /// - Parameter index: the number of the variant under `seed`.
    init(seed: UInt64, index: Int) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(index) &* 0xD1B5_4A32_D192_ED03 &+ 1
        _ = next()
    }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state = state &+ 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func below(_ limit: Int) -> Int { limit > 0 ? Int(next() % UInt64(limit)) : 0 }

    /// `bytes` with one to six changes; now and then cut or with bytes moved.
    mutating func variant(of bytes: [UInt8]) -> [UInt8] {
        var changed = bytes
        for _ in 0...below(6) where !changed.isEmpty { change(&changed) }
        return changed
    }

    private mutating func change(_ bytes: inout [UInt8]) {
        let place = position(bytes.count)
        switch below(20) {
        case 0..<6: bytes[place] ^= 1 << UInt8(below(8))
        case 6..<10: bytes[place] = UInt8(truncatingIfNeeded: next())
        case 10..<13: bytes[place] = [0, 1, 0x7F, 0x80, 0xFF, 0xFE, 0x0F, 0x40][below(8)]
        case 13..<15: overwrite(&bytes, at: place, with: [UInt8](repeating: 0xFF, count: 1 + below(9)) + [UInt8(below(128))])
        case 15, 16: bytes[place] = bytes[place] &+ UInt8(truncatingIfNeeded: below(9) - 4)
        case 17: overwrite(&bytes, at: place, with: Array(bytes[position(bytes.count)...].prefix(1 + below(24))))
        case 18: bytes.insert(contentsOf: bytes[place...].prefix(1 + below(8)), at: place)
        default: bytes.removeSubrange(place..<min(bytes.count, place + 1 + below(8)))
        }
    }

    /// Half of the places lie in the last part of a file, where its own description is.
    private mutating func position(_ count: Int) -> Int {
        let tail = min(count, 1_500)
        return below(2) == 0 ? below(count) : count - 1 - below(tail)
    }

    private func overwrite(_ bytes: inout [UInt8], at place: Int, with new: [UInt8]) {
        for (index, byte) in new.enumerated() where place + index < bytes.count { bytes[place + index] = byte }
    }
}
