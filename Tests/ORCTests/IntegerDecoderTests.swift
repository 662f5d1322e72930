import Testing

@testable import ORC

/// The examples of the ORC specification, byte for byte, and runs that are cut or contradict themselves.
@Suite struct IntegerDecoderTests {
    static func decode(_ bytes: [UInt8], _ count: Int, isSigned: Bool = false, isVersion2: Bool = true) throws -> [Int64] {
        // Kernels may load whole words behind the end of a stream.
        let padded = bytes + [UInt8](repeating: 0xAA, count: ByteStream.slack)
        let stream = ByteStream(BlockDecompressor(), budget: MemoryBudget(limit: 1 << 20))
        return try padded.withUnsafeBufferPointer { padded in
            stream.attach(UnsafeBufferPointer(rebasing: padded[..<bytes.count]), kind: .none, blockSize: 0, location: StreamLocation(section: "test"))
            let decoder = IntegerDecoder(stream, isSigned: isSigned, isVersion2: isVersion2)
            let target = Buffer<Int64>(capacity: count)
            try decoder.read(count, into: target.pointer)
            return (0..<count).map { target[$0] }
        }
    }

    @Test func shortRepeat() throws { #expect(try Self.decode([0x0A, 0x27, 0x10], 5) == [Int64](repeating: 10_000, count: 5)) }

    @Test func direct() throws {
        #expect(try Self.decode([0x5E, 0x03, 0x5C, 0xA1, 0xAB, 0x1E, 0xDE, 0xAD, 0xBE, 0xEF], 4) == [23_713, 43_806, 57_005, 48_879])
    }

    @Test func delta() throws {
        #expect(try Self.decode([0xC6, 0x09, 0x02, 0x02, 0x22, 0x42, 0x42, 0x46], 10) == [2, 3, 5, 7, 11, 13, 17, 19, 23, 29])
    }

    @Test func patchedBase() throws {
        let bytes: [UInt8] = [
            0x8E, 0x13, 0x2B, 0x21, 0x07, 0xD0, 0x1E, 0x00, 0x14, 0x70, 0x28, 0x32, 0x3C, 0x46, 0x50, 0x5A, 0x64, 0x6E, 0x78, 0x82, 0x8C, 0x96, 0xA0,
            0xAA, 0xB4, 0xBE, 0xFC, 0xE8,
        ]
        let expected: [Int64] = [
            2030, 2000, 2020, 1_000_000, 2040, 2050, 2060, 2070, 2080, 2090, 2100, 2110, 2120, 2130, 2140, 2150, 2160, 2170, 2180, 2190,
        ]
        #expect(try Self.decode(bytes, 20) == expected)
    }

    @Test func versionOne() throws {
        #expect(try Self.decode([0x61, 0x00, 0x07], 100, isVersion2: false) == [Int64](repeating: 7, count: 100))
        #expect(try Self.decode([0x61, 0xFF, 0x64], 100, isVersion2: false) == (1...100).reversed().map(Int64.init))
        #expect(try Self.decode([0xFB, 0x02, 0x03, 0x04, 0x07, 0x0B], 5, isVersion2: false) == [2, 3, 4, 7, 11])
        #expect(try Self.decode([0xFD, 0x01, 0x02, 0x03], 3, isSigned: true, isVersion2: false) == [-1, 1, -2])
    }

    /// Every width, against shifting bit by bit.
    @Test(arguments: Array(1...24) + [26, 28, 30, 32, 40, 48, 56, 64]) func everyWidthUnpacks(_ width: Int) {
        var state = UInt64(width)
        let bytes = (0..<BitUnpacking.bytes(77, width: width) + ByteStream.slack).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 40)
        }
        let target = Buffer<Int64>(capacity: 77)
        bytes.withUnsafeBufferPointer { if let base = $0.baseAddress { BitUnpacking.unpack(base, width: width, count: 77, into: target.pointer) } }
        for index in 0..<77 {
            var expected: UInt64 = 0
            for bit in index * width..<(index + 1) * width { expected = expected << 1 | UInt64(bytes[bit / 8] >> UInt8(7 - bit % 8) & 1) }
            #expect(UInt64(bitPattern: target[index]) == expected)
        }
    }

    @Test(
        arguments: [
            [], [0x0A], [0x0A, 0x27], [0x5E, 0x03, 0x5C], [0xC6, 0x09, 0x02], [0x8E, 0x13, 0x2B, 0x21, 0x07], [0xC6, 0x00, 0x02, 0x02],
            // A patch behind the last value; a varint that never ends.
            [0x8E, 0x00, 0x2B, 0xE1, 0x07, 0xD0, 0x1E, 0xFF, 0xFF, 0xFF, 0xFF], [0xC0, 0x09] + [UInt8](repeating: 0xFF, count: 12),
        ] as [[UInt8]]) func damagedRunsAreRefused(_ bytes: [UInt8])
    {
        #expect(throws: ORCError.self) { try Self.decode(bytes, 5) }
    }
}
