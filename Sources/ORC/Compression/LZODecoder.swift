/// Decodes LZO1X blocks.
///
/// A block is a sequence of instructions. `S` (0…3) is a number of literals that follow a match; `H` is the next
/// byte, `W` the next two bytes little-endian with `S` in their low two bits. A length field of zero is extended:
/// each following zero byte adds 255, the first other byte adds itself.
///
///     0000LLLL           after 0 literals: copy 3 + L literals (L extended from 15)
///     0000DDSS H         after 1…3 literals: copy 2 bytes from distance H × 4 + D + 1
///     0000DDSS H         after 4 or more literals: copy 3 bytes from distance H × 4 + D + 2049
///     0001HLLL W         copy 2 + L bytes (L extended from 7) from distance 16384 + H × 16384 + W / 4; 16384 ends the block
///     001LLLLL W         copy 2 + L bytes (L extended from 31) from distance W / 4 + 1
///     01LDDDSS H         copy 3 + L bytes from distance H × 8 + D + 1
///     1LLDDDSS H         copy 5 + L bytes from distance H × 8 + D + 1
///
/// A first byte above 17 copies that many literals less 17.
struct LZODecoder {
    private let source: UnsafeBufferPointer<UInt8>
    private let target: UnsafeMutableBufferPointer<UInt8>
    private var read = 0
    private var written = 0
    /// Literals copied since the last match, 4 meaning four or more.
    private var literals = 0

    private init(_ source: UnsafeBufferPointer<UInt8>, _ target: UnsafeMutableBufferPointer<UInt8>) {
        self.source = source
        self.target = target
    }

    /// Decodes `source` into `target` and returns the number of bytes written; nil when the block is damaged or does not fit.
    static func decompress(_ source: UnsafeBufferPointer<UInt8>, into target: UnsafeMutableBufferPointer<UInt8>) -> Int? {
        var decoder = LZODecoder(source, target)
        return decoder.run()
    }

    private mutating func run() -> Int? {
        if let first = source.first, first > 17 {
            read = 1
            guard copyLiterals(Int(first) - 17) else { return nil }
            literals = min(Int(first) - 17, 4)
        }
        while read < source.count {
            guard let instruction = byte(), let goesOn = step(instruction) else { return nil }
            if !goesOn { break }
        }
        return written
    }

    /// Executes one instruction: false at the end marker, nil when it is damaged.
    private mutating func step(_ instruction: Int) -> Bool? {
        switch instruction {
        case 0..<16 where literals == 0:
            guard let length = length(instruction, limit: 15), copyLiterals(3 + length) else { return nil }
            literals = 4
            return true
        case 0..<16:
            guard let high = byte() else { return nil }
            let near = literals < 4
            return match(distance: high << 2 + instruction >> 2 + (near ? 1 : 2_049), length: near ? 2 : 3, trailing: instruction & 3)
        case 16..<32:
            guard let length = length(instruction & 7, limit: 7), let word = word() else { return nil }
            let distance = 16_384 + (instruction & 8) << 11 + word >> 2
            return distance == 16_384 ? false : match(distance: distance, length: 2 + length, trailing: word & 3)
        case 32..<64:
            guard let length = length(instruction & 31, limit: 31), let word = word() else { return nil }
            return match(distance: word >> 2 + 1, length: 2 + length, trailing: word & 3)
        default:
            guard let high = byte() else { return nil }
            let length = instruction < 128 ? 3 + (instruction >> 5) & 1 : 5 + (instruction >> 5) & 3
            return match(distance: high << 3 + (instruction >> 2) & 7 + 1, length: length, trailing: instruction & 3)
        }
    }

    private mutating func byte() -> Int? {
        guard read < source.count else { return nil }
        read += 1
        return Int(source[read - 1])
    }

    private mutating func word() -> Int? {
        guard let low = byte(), let high = byte() else { return nil }
        return low | high << 8
    }

    private mutating func length(_ field: Int, limit: Int) -> Int? {
        if field != 0 { return field }
        var length = limit
        while let next = byte() {
            if next != 0 { return length + next }
            length += 255
        }
        return nil
    }

    private mutating func copyLiterals(_ count: Int) -> Bool {
        guard count <= source.count - read, count <= target.count - written else { return false }
        for index in 0..<count { target[written + index] = source[read + index] }
        read += count
        written += count
        return true
    }

    /// Copies from bytes already written, then literals. The ranges may overlap: a short distance repeats a pattern.
    private mutating func match(distance: Int, length: Int, trailing: Int) -> Bool? {
        guard distance <= written, length <= target.count - written else { return nil }
        for index in written..<written + length { target[index] = target[index - distance] }
        written += length
        guard copyLiterals(trailing) else { return nil }
        literals = trailing
        return true
    }
}
