/// Decodes booleans: bytes of eight bits, the highest first, in byte run-length encoding.
final class BooleanDecoder {
    private let bytes: ByteDecoder
    private var scratch = Buffer<UInt8>(capacity: BooleanDecoder.chunk)
    /// Bits of the last byte that are not yet delivered, in its low positions.
    private var bits: UInt8 = 0
    private var bitsLeft = 0

    /// Bytes expanded at a time.
    private static let chunk = 512

    init(_ input: ByteStream) { bytes = ByteDecoder(input) }

    /// Decodes `count` booleans to one byte each, 0 or 1, and returns how many are 1.
    func read(_ count: Int, into target: UnsafeMutablePointer<UInt8>) throws(ORCError) -> Int {
        var ones = 0
        var done = takeBits(count, into: target, &ones)
        while count - done >= 8 {
            let part = min((count - done) >> 3, Self.chunk)
            try bytes.read(part, into: scratch.pointer)
            ones += Self.expand(scratch.pointer, part, into: target + done)
            done += part << 3
        }
        if done < count {
            try nextByte()
            _ = takeBits(count - done, into: target + done, &ones)
        }
        return ones
    }

    /// Moves to a position of a row index: that of the byte run, and bits into the byte.
    func seek(_ positions: inout PositionReader) throws(ORCError) {
        try bytes.seek(&positions)
        bitsLeft = 0
        let skipped = try positions.next(upTo: 8)
        if skipped > 0 {
            try nextByte()
            bitsLeft -= skipped
        }
    }

    private func nextByte() throws(ORCError) {
        try bytes.read(1, into: scratch.pointer)
        bits = scratch[0]
        bitsLeft = 8
    }

    private func takeBits(_ count: Int, into target: UnsafeMutablePointer<UInt8>, _ ones: inout Int) -> Int {
        let part = min(count, bitsLeft)
        for index in 0..<part {
            bitsLeft -= 1
            target[index] = bits &>> UInt8(bitsLeft) & 1
            ones += Int(target[index])
        }
        return part
    }

    /// Spreads the bits of `count` bytes to bytes of 0 or 1, eight at a time: the byte is copied to all eight places of a word, one bit
    /// is kept in each, and whatever is left in a place is turned into 1.
    private static func expand(_ source: UnsafePointer<UInt8>, _ count: Int, into target: UnsafeMutablePointer<UInt8>) -> Int {
        var ones = 0
        let words = UnsafeMutableRawPointer(target)
        for index in 0..<count {
            let byte = source[index]
            let kept = (UInt64(byte) &* 0x0101_0101_0101_0101) & 0x0102_0408_1020_4080
            let places = ((kept &+ 0x7F7F_7F7F_7F7F_7F7F) &>> 7) & 0x0101_0101_0101_0101
            words.storeBytes(of: places.littleEndian, toByteOffset: index &<< 3, as: UInt64.self)
            ones &+= byte.nonzeroBitCount
        }
        return ones
    }
}
