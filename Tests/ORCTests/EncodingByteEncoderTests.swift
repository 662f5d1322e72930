import Testing

@testable import ORC

/// Bytes and bits in run-length encoding.
@Suite struct EncodingByteEncoderTests {
    /// The first two are examples of the specification.
    private static let encodings: [(values: [UInt8], expected: [UInt8])] = [
        ([UInt8](repeating: 0, count: 100), [0x61, 0x00]), ([0x44, 0x45], [0xFE, 0x44, 0x45]), ([1, 1], [0xFE, 1, 1]), ([1, 1, 1], [0x00, 1]),
        ([9, 1, 1, 1, 8], [0xFF, 9, 0x00, 1, 0xFF, 8]), ([UInt8](repeating: 5, count: 131), [0x7F, 5, 0xFF, 5]),
    ]

    @Test(arguments: encodings) func bytes(values: [UInt8], expected: [UInt8]) {
        var output = OutputBuffer()
        ByteEncoder.encode(values, count: values.count, into: &output)
        #expect(Array(output.bytes) == expected)
    }

    @Test func longLiterals() {
        var output = OutputBuffer()
        let values = (0..<300).map { UInt8(truncatingIfNeeded: $0 * 7) }
        ByteEncoder.encode(values, count: values.count, into: &output)
        var expected: [UInt8] = [0x80]
        expected += values[0..<128]
        expected.append(0x80)
        expected += values[128..<256]
        expected.append(0xD4)
        expected += values[256...]
        #expect(Array(output.bytes) == expected)
    }

    /// Bits go on without a gap from call to call.
    @Test(arguments: [[3, 4, 9], [8, 8], [1, 1, 1, 1, 1, 1, 1, 1, 1], [17, 30, 1]]) func bits(pieces: [Int]) {
        let values = (0..<pieces.reduce(0, +)).map { UInt8($0 % 3 == 0 ? 1 : 0) }
        var encoder = BooleanEncoder()
        var output = OutputBuffer()
        var done = 0
        for piece in pieces {
            encoder.encode(Array(values[done..<done + piece]), count: piece, into: &output)
            done += piece
            #expect(encoder.waitingCount == done % 8)
        }
        encoder.finish(into: &output)
        let expected = stride(from: 0, to: values.count, by: 8).map { first in
            (0..<8).reduce(UInt8(0)) { $0 << 1 | (first + $1 < values.count ? values[first + $1] : 0) }
        }
        #expect(decoded(Array(output.bytes)) == expected)
    }

    @Test(arguments: [1, 8, 1_000, 10_000]) func ones(count: Int) {
        var encoder = BooleanEncoder()
        var output = OutputBuffer()
        encoder.encodeOnes(count, into: &output)
        encoder.finish(into: &output)
        let bytes = decoded(Array(output.bytes))
        #expect(bytes.reduce(0) { $0 + $1.nonzeroBitCount } == count)
        #expect(bytes.count == (count + 7) / 8)
    }

    /// The bytes of runs and literals.
    private func decoded(_ encoded: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = encoded[...]
        while let header = rest.popFirst() {
            let signed = Int(Int8(bitPattern: header))
            if signed >= 0 {
                bytes += [UInt8](repeating: rest.removeFirst(), count: signed + 3)
            } else {
                bytes += rest.prefix(-signed)
                rest = rest.dropFirst(-signed)
            }
        }
        return bytes
    }
}
