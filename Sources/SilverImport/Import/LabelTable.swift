import Foundation
import ORC
import Silver

/// The distinct values of a column with few of them, found by hash, in the form of a vector's dictionary.
///
/// It is kept from chunk to chunk. A dictionary that was handed on does not change: the table starts a copy
/// when it meets a new value.
struct LabelTable {
    private(set) var dictionary = StringDictionary()
    private var slots = [Int32](repeating: -1, count: 256)
    /// The label of the row before and its code. The bytes are the dictionary's, and stay until a label is added.
    private var last: (code: Int32, label: UnsafeBufferPointer<UInt8>)?
    private var isHandedOn = false
    /// Labels beyond this number are no labels: the table starts anew with the next chunk.
    static let limit = 8_192

    /// Sets `vector` to the dictionary, at the end of a chunk.
    mutating func handOn(to vector: StringVector) {
        vector.dictionary = dictionary
        isHandedOn = true
    }

    /// Begins a chunk.
    mutating func begin() {
        if dictionary.count > Self.limit { self = LabelTable() }
    }

    /// The code of a label. Most rows have the label of the row before.
    @inline(__always)
    mutating func code(_ label: UnsafeBufferPointer<UInt8>) -> Int32 {
        if let last, Self.equal(last.label, label) { return last.code }
        let code = find(label)
        last = (code, dictionary.value(Int(code)))
        return code
    }

    private mutating func find(_ label: UnsafeBufferPointer<UInt8>) -> Int32 {
        var slot = Int(truncatingIfNeeded: ByteHash.hash(label)) & (slots.count - 1)
        while slots[slot] >= 0 {
            if Self.equal(dictionary.value(Int(slots[slot])), label) { return slots[slot] }
            slot = (slot + 1) & (slots.count - 1)
        }
        return insert(label, slot)
    }

    private mutating func insert(_ label: UnsafeBufferPointer<UInt8>, _ slot: Int) -> Int32 {
        if isHandedOn { copyDictionary() }
        let code = dictionary.append(label)
        slots[slot] = code
        if dictionary.count * 2 > slots.count { grow() }
        return code
    }

    private mutating func copyDictionary() {
        let copy = StringDictionary()
        for index in 0..<dictionary.count { copy.append(dictionary.value(index)) }
        dictionary = copy
        isHandedOn = false
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for code in 0..<dictionary.count {
            var slot = Int(truncatingIfNeeded: ByteHash.hash(dictionary.value(code))) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(code)
        }
    }

    private static func equal(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
        guard a.count == b.count, let first = a.baseAddress, let second = b.baseAddress else { return a.count == b.count }
        return memcmp(first, second, a.count) == 0
    }
}

/// A fast 64-bit hash of bytes, the same on every machine. Not safe against those who choose the bytes.
enum ByteHash {
    private static let first: UInt64 = 0x9E37_79B9_7F4A_7C15
    private static let second: UInt64 = 0xD6E8_FEB8_6659_FD93

    @inline(__always)
    static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high ^ product.low
    }

    /// - Parameter seed: The hash of what stands before, to hash text in pieces.
    static func hash(_ bytes: UnsafeBufferPointer<UInt8>, seed: UInt64 = 0) -> UInt64 {
        var state = mix(seed ^ first, UInt64(bytes.count) ^ second)
        guard let base = bytes.baseAddress.map(UnsafeRawPointer.init) else { return state }
        var offset = 0
        while offset + 16 <= bytes.count {
            let a = (base + offset).loadUnaligned(as: UInt64.self), b = (base + offset + 8).loadUnaligned(as: UInt64.self)
            state = mix(a ^ first ^ state, b ^ second)
            offset += 16
        }
        var tail: (UInt64, UInt64) = (0, 0)
        withUnsafeMutableBytes(of: &tail) { $0.copyMemory(from: UnsafeRawBufferPointer(start: base + offset, count: bytes.count - offset)) }
        return mix(tail.0 ^ first ^ state, tail.1 ^ second)
    }
}
