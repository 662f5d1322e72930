import Accidents

/// Identifiers of accidents, to find repeated ones exactly.
///
/// Identifiers of the published form, `A-` and up to 15 digits without leading zeros, are kept as numbers: the small ones a bit each, the others
/// 8 bytes each. Any other text is kept as it is.
///
/// An import that puts a prefix before identifiers names it, so that they are of that form behind it.
public struct IdentifierSet: Sendable {
    /// The number that stands for no number: the identifier is of another form.
    static let noNumber: Int64 = -1

    private let prefix: [UInt8]
    /// Numbers below this are kept as bits.
    private let bitLimit: Int64
    /// Bit `n` of word `n / 64` is set when `A-n` is in the set.
    private var bits: [UInt64] = []
    private var numbers = UInt64Set()
    private var texts: Set<[UInt8]> = []

    /// Where a partition holds a good part of a range of numbers, as in the published data, bits are fast and small: 2 MB for 16 million.
    static let scanBitLimit: Int64 = 1 << 28

    package init(prefix: [UInt8] = [], bitLimit: Int64 = 0) {
        self.prefix = prefix + Array("A-".utf8)
        self.bitLimit = bitLimit
    }

    /// Adds an identifier; false when it is there already.
    package mutating func insert(_ identifier: UnsafeBufferPointer<UInt8>) -> Bool {
        let number = number(identifier)
        return number == Self.noNumber ? texts.insert(Array(identifier)).inserted : insert(number)
    }

    /// Adds an identifier; false when it is there already.
    mutating func insert(_ identifier: [UInt8]) -> Bool { identifier.withUnsafeBufferPointer { insert($0) } }

    /// Adds the identifier `A-number`; false when it is there already.
    @inline(__always)
    mutating func insert(_ number: Int64) -> Bool {
        guard number < bitLimit else { return numbers.insert(UInt64(number)) }
        let word = Int(number >> 6)
        if word >= bits.count { growBits(to: word) }
        let bit = UInt64(1) << UInt64(number & 63)
        let isNew = bits[word] & bit == 0
        bits[word] |= bit
        return isNew
    }

    @inline(never)
    private mutating func growBits(to word: Int) {
        bits.append(contentsOf: repeatElement(0, count: max(word + 1 - bits.count, bits.count, 1024)))
    }

    /// Empties the set and keeps its memory.
    mutating func removeAll() {
        for word in bits.indices { bits[word] = 0 }
        numbers = UInt64Set()
        texts = []
    }

    /// Adds what `other` holds, and what both hold to `shared`.
    mutating func formUnion(_ other: IdentifierSet, shared: inout IdentifierSet) {
        formUnion(words: other.bits, shared: &shared)
        for number in other.numbers.elements where !numbers.insert(number) { _ = shared.insert(Int64(number)) }
        for text in other.texts where !texts.insert(text).inserted { shared.texts.insert(text) }
    }

    /// What is in the set, of identifiers without a prefix.
    var elements: PartitionIdentifiers {
        var found: [UInt64] = []
        for (word, value) in bits.enumerated() {
            var rest = value
            while rest != 0 {
                found.append(UInt64(word * 64 + rest.trailingZeroBitCount))
                rest &= rest - 1
            }
        }
        return PartitionIdentifiers(
            numbers: found + numbers.elements.sorted(), texts: texts.sorted { $0.lexicographicallyPrecedes($1) })
    }

    /// What is in the set, numbers kept as bits as words.
    var compactElements: PartitionIdentifiers {
        let end = bits.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
        return PartitionIdentifiers(
            numbers: numbers.elements.sorted(), words: Array(bits[..<end]), texts: texts.sorted { $0.lexicographicallyPrecedes($1) })
    }

    /// Adds numbers given as bits, and what both hold to `shared`.
    mutating func formUnion(words: [UInt64], shared: inout IdentifierSet) {
        if bits.count < words.count { bits.append(contentsOf: repeatElement(0, count: words.count - bits.count)) }
        for (word, theirs) in words.enumerated() where theirs != 0 {
            var both = bits[word] & theirs
            bits[word] |= theirs
            while both != 0 {
                _ = shared.insert(Int64(word * 64 + both.trailingZeroBitCount))
                both &= both - 1
            }
        }
    }

    /// The number that the last 1…8 bytes of a text of at least eight stand for; ``noNumber`` when another character than digits is among them.
    ///
    /// All digits lie in one word, the last in the highest byte; neighbors are joined to pairs, pairs to fours, fours to the number.
    @inline(__always)
    private static func number(lastOf text: UnsafeBufferPointer<UInt8>, digits: Int) -> Int64 {
        var word = UInt64(littleEndian: UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: text.count - 8, as: UInt64.self))
        // Zeros take the place of what stands before the digits.
        let before = UInt64(64 - 8 * digits)
        word = ((word ^ 0x3030_3030_3030_3030) &>> before) &<< before
        guard (word &+ 0x0606_0606_0606_0606 | word) & 0xF0F0_F0F0_F0F0_F0F0 == 0 else { return noNumber }
        word = (word &* 10 &+ word &>> 8) & 0x00FF_00FF_00FF_00FF
        word = (word &* 100 &+ word &>> 16) & 0x0000_FFFF_0000_FFFF
        return Int64((word &* 10_000 &+ word &>> 32) & 0xFFFF_FFFF)
    }

    /// The digits of `A-<digits>` as a number, ``noNumber`` for any other form.
    func number(_ identifier: UnsafeBufferPointer<UInt8>) -> Int64 {
        let digits = identifier.count - prefix.count
        guard digits >= 1, digits <= 15, digits == 1 || identifier[prefix.count] != UInt8(ascii: "0") else { return Self.noNumber }
        for index in prefix.indices where identifier[index] != prefix[index] { return Self.noNumber }
        if digits <= 8, identifier.count >= 8 { return Self.number(lastOf: identifier, digits: digits) }
        var number: Int64 = 0
        for index in prefix.count..<identifier.count {
            let digit = identifier[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return Self.noNumber }
            number = number &* 10 &+ Int64(digit)
        }
        return number
    }
}
