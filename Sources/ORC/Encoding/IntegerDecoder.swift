/// Decodes a stream of run-length encoded integers, version 1 or 2.
///
/// Runs go straight to the caller's buffer; only a run that is longer than what was asked for waits in `pending`.
final class IntegerDecoder {
    /// Most values of a run, in either version.
    static let longestRun = 512
    /// More bytes than any run can take: 512 values of 8 bytes, a header, and a patch list of 31 × 8 bytes.
    static let runBytes = 4_400

    let input: ByteStream
    let isSigned: Bool
    private let isVersion2: Bool
    // Unchecked, as in ``ByteStream``.
    @exclusivity(unchecked) private var pending = Buffer<Int64>(capacity: IntegerDecoder.longestRun)
    @exclusivity(unchecked) private var pendingIndex = 0
    @exclusivity(unchecked) private var pendingCount = 0

    init(_ input: ByteStream, isSigned: Bool, isVersion2: Bool) {
        self.input = input
        self.isSigned = isSigned
        self.isVersion2 = isVersion2
    }

    /// Decodes `count` values.
    func read(_ count: Int, into target: UnsafeMutablePointer<Int64>) throws(ORCError) {
        var done = takePending(count, into: target)
        while done < count {
            let length = try nextLength()
            if length <= count - done {
                try decodeRun(into: target + done, room: count - done)
                done += length
            } else {
                try decodeRun(into: pending.pointer, room: Self.longestRun)
                pendingIndex = 0
                pendingCount = length
                done += takePending(count - done, into: target + done)
            }
        }
    }

    /// Passes over `count` values.
    func skip(_ count: Int) throws(ORCError) {
        var left = count
        while left > 0 {
            if pendingIndex == pendingCount {
                pendingCount = try nextLength()
                try decodeRun(into: pending.pointer, room: Self.longestRun)
                pendingIndex = 0
            }
            let part = min(left, pendingCount - pendingIndex)
            pendingIndex += part
            left -= part
        }
    }

    /// Moves to a position of a row index: that of the run's first byte, and values into the run.
    func seek(_ positions: inout PositionReader) throws(ORCError) {
        try input.seek(&positions)
        pendingIndex = 0
        pendingCount = 0
        try skip(try positions.next(upTo: Self.longestRun))
    }

    private func takePending(_ count: Int, into target: UnsafeMutablePointer<Int64>) -> Int {
        let part = min(count, pendingCount - pendingIndex)
        guard part > 0 else { return 0 }
        target.update(from: pending.pointer + pendingIndex, count: part)
        pendingIndex += part
        return part
    }

    private func nextLength() throws(ORCError) -> Int {
        try input.fill(Self.runBytes)
        return isVersion2 ? try lengthV2() : try lengthV1()
    }

    private func decodeRun(into target: UnsafeMutablePointer<Int64>, room: Int) throws(ORCError) {
        if isVersion2 { try decodeRunV2(into: target, room: room) } else { try decodeRunV1(into: target) }
    }
}

// MARK: - Numbers of variable length

extension IntegerDecoder {
    /// A base-128 varint, zigzag-decoded when the stream is signed. Bits beyond 64 are dropped, as other readers do.
    @inline(__always)
    func varint(_ cursor: inout UnsafePointer<UInt8>, isSigned: Bool) throws(ORCError) -> Int64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while cursor < input.end {
            let byte = cursor[0]
            cursor += 1
            value |= UInt64(byte & 0x7F) &<< shift
            if byte < 0x80 { return isSigned ? Self.zigzag(value) : Int64(bitPattern: value) }
            shift += 7
            if shift > 63 { throw input.malformed("a number of at most ten bytes", "a longer one") }
        }
        throw input.truncated(1)
    }

    @inline(__always)
    static func zigzag(_ value: UInt64) -> Int64 { Int64(bitPattern: value &>> 1) ^ (0 &- Int64(bitPattern: value & 1)) }
}
