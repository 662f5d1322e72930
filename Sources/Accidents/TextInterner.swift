/// Gives each distinct text a small number, in the order of first sight.
///
/// Open addressing over the texts' bytes: one probe, usually, and no allocation for a text that is known.
public struct TextInterner: ~Copyable {
    /// The texts, by code.
    public private(set) var texts: [String] = []
    private var bytes: [UInt8] = []
    private var starts: [Int] = [0]
    /// A hash of each text, by code: the same in every interner.
    public private(set) var hashes: [UInt64] = []
    /// Code + 1 by slot; 0 is free. A power of two long, at most half full.
    private var slots = [Int32](repeating: 0, count: 64)

    /// Knows no text yet.
    public init() {}

    /// Number of distinct texts.
    public var count: Int { texts.count }

    /// The code of `text`, a new one when it was never seen.
    public mutating func code(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
        let hash = Self.hash(text)
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            let code = slots[slot] - 1
            if hashes[Int(code)] == hash, matches(text, code) { return code }
            slot = (slot + 1) & mask
        }
        return insert(text, hash, slot)
    }

    private func matches(_ text: UnsafeBufferPointer<UInt8>, _ code: Int32) -> Bool {
        let range = starts[Int(code)]..<starts[Int(code) + 1]
        return range.count == text.count && bytes[range].elementsEqual(text)
    }

    private mutating func insert(_ text: UnsafeBufferPointer<UInt8>, _ hash: UInt64, _ slot: Int) -> Int32 {
        let code = Int32(texts.count)
        texts.append(String(decoding: text, as: UTF8.self))
        bytes.append(contentsOf: text)
        starts.append(bytes.count)
        hashes.append(hash)
        slots[slot] = code + 1
        if texts.count * 2 > slots.count { grow() }
        return code
    }

    private mutating func grow() {
        let mask = slots.count * 2 - 1
        slots = [Int32](repeating: 0, count: mask + 1)
        for (code, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(code) + 1
        }
    }

    /// FNV-1a over 8 bytes at a time, with a final mix.
    private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(text.count)
        let bytes = UnsafeRawBufferPointer(text)
        var index = 0
        while index + 8 <= text.count {
            let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            hash = (hash ^ word) &* 0x9e37_79b9_7f4a_7c15
            hash ^= hash >> 32
            index += 8
        }
        while index < text.count {
            hash = (hash ^ UInt64(text[index])) &* 0x100_0000_01b3
            index += 1
        }
        hash ^= hash >> 29
        return hash &* 0xbf58_476d_1ce4_e5b9 ^ hash >> 32
    }
}
