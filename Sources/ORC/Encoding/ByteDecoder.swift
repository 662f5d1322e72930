/// Decodes byte run-length encoding.
///
///     run      = control (0…127) value      control + 3 times the value
///     literals = control (−128…−1) value*   −control bytes
final class ByteDecoder {
    /// Most values of a run.
    static let longestRun = 130

    private let input: ByteStream
    // Unchecked, as in ``ByteStream``.
    /// Values left of the current run.
    @exclusivity(unchecked) private var left = 0
    @exclusivity(unchecked) private var isLiteral = false
    @exclusivity(unchecked) private var repeated: UInt8 = 0

    init(_ input: ByteStream) { self.input = input }

    /// Decodes `count` bytes.
    func read(_ count: Int, into target: UnsafeMutablePointer<UInt8>) throws(ORCError) {
        var done = 0
        while done < count {
            if left == 0 { try startRun() }
            let part = min(left, count - done)
            if isLiteral {
                try input.read(part, into: target + done)
            } else {
                (target + done).update(repeating: repeated, count: part)
            }
            done += part
            left -= part
        }
    }

    /// Passes over `count` bytes.
    func skip(_ count: Int) throws(ORCError) {
        var remaining = count
        while remaining > 0 {
            if left == 0 { try startRun() }
            let part = min(left, remaining)
            if isLiteral { try input.skip(part) }
            left -= part
            remaining -= part
        }
    }

    /// Moves to a position of a row index: that of the run's first byte, and values into the run.
    func seek(_ positions: inout PositionReader) throws(ORCError) {
        try input.seek(&positions)
        left = 0
        try skip(try positions.next(upTo: Self.longestRun))
    }

    private func startRun() throws(ORCError) {
        try input.require(2)
        let control = Int(Int8(bitPattern: input.cursor[0]))
        isLiteral = control < 0
        if isLiteral {
            left = -control
            input.cursor += 1
        } else {
            left = control + 3
            repeated = input.cursor[1]
            input.cursor += 2
        }
    }
}
