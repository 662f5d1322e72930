/// Byte run-length encoding, which is also the outer form of booleans.
///
///     run      length - 3 (0 … 127), value            3 … 130 equal bytes
///     literals -length (as a signed byte), bytes      1 … 128 bytes
enum ByteEncoder {
    private static let longestRun = 130
    private static let longestLiteral = 128

    /// Appends the encoding of `values`. Runs do not reach over calls.
    static func encode(_ values: UnsafePointer<UInt8>, count: Int, into output: inout OutputBuffer) {
        // A literal header every 128 bytes; a run of 3 is shorter than its bytes.
        output.append(upTo: count + count / longestLiteral + 1) { encode(values, count: count, to: $0) }
    }

    private static func encode(_ values: UnsafePointer<UInt8>, count: Int, to target: UnsafeMutablePointer<UInt8>) -> Int {
        var written = 0
        var literalStart = 0
        var index = 0
        while index < count {
            let run = runLength(values + index, limit: min(count - index, longestRun))
            guard run >= 3 else {
                index += run
                continue
            }
            written += writeLiterals(values + literalStart, count: index - literalStart, to: target + written)
            target[written] = UInt8(run - 3)
            target[written + 1] = values[index]
            written += 2
            index += run
            literalStart = index
        }
        return written + writeLiterals(values + literalStart, count: count - literalStart, to: target + written)
    }

    @inline(__always)
    private static func runLength(_ values: UnsafePointer<UInt8>, limit: Int) -> Int {
        let first = values[0]
        var length = 1
        while length < limit && values[length] == first { length += 1 }
        return length
    }

    @inline(__always)
    private static func writeLiterals(_ values: UnsafePointer<UInt8>, count: Int, to target: UnsafeMutablePointer<UInt8>) -> Int {
        var written = 0
        var index = 0
        while index < count {
            let length = min(count - index, longestLiteral)
            target[written] = UInt8(truncatingIfNeeded: -length)
            (target + written + 1).update(from: values + index, count: length)
            written += length + 1
            index += length
        }
        return written
    }
}
