import CSnappy
import TestSupport
import Testing

@testable import ORC

/// Our decoder of Snappy blocks against the system's library, which makes the blocks and decodes them too.
@Suite("Snappy blocks")
struct SnappyDecoderTests {
    @Test("What the library compresses is decoded", arguments: 0..<60)
    func decodes(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let bytes = Self.bytes(Int.random(in: 0...70_000, using: &random), &random)
        #expect(Self.decode(Self.compressed(bytes)) == bytes, "seed \(seed)")
    }

    @Test("Elements of every kind, length and distance are decoded as the library decodes them", arguments: 0..<400)
    func elements(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let block = Self.block(elements: Int.random(in: 0...60, using: &random), &random)
        #expect(Self.decode(block) == Self.decodedByLibrary(block), "seed \(seed)")
    }

    @Test("Damaged blocks are refused, or decoded as the library decodes them", arguments: 0..<200)
    func damage(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let whole = Bool.random(using: &random) ? Self.block(elements: 12, &random) : Self.compressed(Self.bytes(600, &random))
        for _ in 0..<40 {
            var block = whole
            if Bool.random(using: &random) { block.removeLast(Int.random(in: 0...block.count, using: &random)) }
            for _ in 0..<Int.random(in: 0...3, using: &random) where !block.isEmpty {
                block[Int.random(in: 0..<block.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            #expect(Self.decode(block) == Self.decodedByLibrary(block), "seed \(seed), block \(block)")
        }
    }

    // MARK: Blocks

    /// Doubles of few digits, texts and noise.
    private static func bytes(_ count: Int, _ random: inout SplitMix64) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            switch Int.random(in: 0..<3, using: &random) {
            case 0: withUnsafeBytes(of: Double(Int.random(in: 0...900, using: &random)) / 10) { bytes += $0 }
            case 1: bytes += Array("A-\(Int.random(in: 0...7_000_000, using: &random))".utf8)
            default: bytes += (0..<Int.random(in: 1...90, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
            }
        }
        return Array(bytes.prefix(count))
    }

    /// A block of random elements that refer to what is there, mostly.
    private static func block(elements: Int, _ random: inout SplitMix64) -> [UInt8] {
        var (block, length) = ([UInt8](), 0)
        for _ in 0..<elements {
            let kind = length == 0 ? 0 : Int.random(in: 0..<4, using: &random)
            let size = Int.random(in: 1...64, using: &random)
            let distance = Int.random(in: 1...max(1, min(length, Bool.random(using: &random) ? 20 : 2_000)), using: &random)
            switch kind {
            case 0: block += literal(Int.random(in: 0..<8, using: &random) == 0 ? size * 50 : size, &random, &length)
            case 1:
                let short = size & 7
                block += [UInt8((distance >> 8) << 5 | short << 2 | 1), UInt8(distance & 0xFF)]
                length += short + 4
            default:
                block.append(UInt8((size - 1) << 2 | kind))
                withUnsafeBytes(of: UInt32(distance).littleEndian) { block += $0.prefix(kind == 2 ? 2 : 4) }
                length += size
            }
        }
        return varint(length) + block
    }

    private static func literal(_ count: Int, _ random: inout SplitMix64, _ length: inout Int) -> [UInt8] {
        length += count
        let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
        let field = count - 1
        if count <= 60 { return [UInt8(field << 2)] + bytes }
        return field < 256 ? [60 << 2, UInt8(field)] + bytes : [61 << 2, UInt8(field & 0xFF), UInt8(field >> 8)] + bytes
    }

    private static func varint(_ value: Int) -> [UInt8] { value < 128 ? [UInt8(value)] : [UInt8(value & 0x7F | 0x80)] + varint(value >> 7) }

    // MARK: Decoders

    /// Decodes into room of exactly the size stated, between bytes that must stay as they are. Nil when the block is refused.
    private static func decode(_ block: [UInt8]) -> [UInt8]? {
        let (slack, guardByte) = (SnappyDecoder.slack, UInt8(0xA5))
        let padded = block + [UInt8](repeating: 0xFF, count: slack)
        return padded.withUnsafeBufferPointer { padded in
            let block = UnsafeBufferPointer(rebasing: padded[..<block.count])
            guard let length = SnappyDecoder.length(block), length < 1 << 20 else { return nil }
            var room = [UInt8](repeating: guardByte, count: 8 + length + slack + 8)
            let written = room.withUnsafeMutableBufferPointer { room in
                SnappyDecoder.decompress(block, into: UnsafeMutableBufferPointer(rebasing: room[8..<8 + length]))
            }
            guard room.prefix(8).allSatisfy({ $0 == guardByte }), room.suffix(8).allSatisfy({ $0 == guardByte }) else {
                Issue.record("the decoder wrote beyond its slack")
                return nil
            }
            return written.map { Array(room[8..<8 + $0]) }
        }
    }

    private static func decodedByLibrary(_ block: [UInt8]) -> [UInt8]? {
        block.withUnsafeBytes { block in
            let input = block.assumingMemoryBound(to: CChar.self)
            var length = 0
            guard snappy_uncompressed_length(input.baseAddress, input.count, &length) == SNAPPY_OK, length < 1 << 20 else { return nil }
            var output = [CChar](repeating: 0, count: max(length, 1))
            guard snappy_uncompress(input.baseAddress, input.count, &output, &length) == SNAPPY_OK else { return nil }
            return output.prefix(length).map { UInt8(bitPattern: $0) }
        }
    }

    private static func compressed(_ bytes: [UInt8]) -> [UInt8] {
        bytes.withUnsafeBytes { bytes in
            let input = bytes.assumingMemoryBound(to: CChar.self)
            var length = snappy_max_compressed_length(input.count)
            var output = [CChar](repeating: 0, count: length)
            _ = snappy_compress(input.baseAddress, input.count, &output, &length)
            return output.prefix(length).map { UInt8(bitPattern: $0) }
        }
    }
}
