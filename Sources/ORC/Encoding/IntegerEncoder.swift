/// Encodes integers in run-length encoding version 2; ``IntegerDecoder`` shows the layout of its four kinds of runs.
///
/// Values are cut into runs of equal values where such a run is shorter than packing its values, and into literal
/// runs of at most 512 values between them. A literal run is written in the shortest of three forms: packed (direct),
/// packed with outliers apart (patched base), or as steps when values only rise or only fall (delta).
struct IntegerEncoder {
    /// Most values of a run.
    static let longestRun = 512
    private static let longestShortRepeat = 10

    /// Whether values may be negative. Unsigned streams hold lengths, dictionary codes and fractions of seconds.
    let isSigned: Bool

    /// Appends the encoding of `values`. Runs do not reach over calls: many values at a time are encoded best.
    func encode(_ values: UnsafePointer<Int64>, count: Int, into output: inout OutputBuffer) {
        let worthwhile = worthwhileRepeat(values, count)
        var index = 0
        while index < count {
            let limit = min(count - index, Self.longestRun)
            let repeats = repeatLength(values + index, limit)
            if repeats >= worthwhile || repeats == limit && repeats >= 3 {
                encodeRepeat(values[index], repeats, into: &output)
                index += repeats
            } else {
                let length = literalLength(values + index, limit, repeats, worthwhile)
                encodeLiterals(values + index, length, into: &output)
                index += length
            }
        }
    }

    /// A run of equal values costs about five bytes together with the header of the literals behind it.
    private func worthwhileRepeat(_ values: UnsafePointer<Int64>, _ count: Int) -> Int {
        var all: UInt64 = 0
        for index in 0..<count { all |= magnitude(values[index]) }
        return max(3, 40 / BitPacking.alignedWidth(BitPacking.bits(all)))
    }

    @inline(__always)
    func magnitude(_ value: Int64) -> UInt64 { isSigned ? value.zigzag : UInt64(bitPattern: value) }

    @inline(__always)
    private func repeatLength(_ values: UnsafePointer<Int64>, _ limit: Int) -> Int {
        let first = values[0]
        var length = 1
        while length < limit && values[length] == first { length += 1 }
        return length
    }

    /// Values up to the next run of at least `worthwhile` equal ones, behind the first `known`, which are equal.
    ///
    /// Such a run holds two neighbors at a multiple of `worthwhile - 1`: only those are compared.
    @inline(__always)
    private func literalLength(_ values: UnsafePointer<Int64>, _ limit: Int, _ known: Int, _ worthwhile: Int) -> Int {
        var index = known
        while index + 1 < limit {
            if values[index] == values[index + 1] {
                var start = index
                while start > known && values[start - 1] == values[index] { start -= 1 }
                let length = repeatLength(values + start, limit - start)
                if length >= worthwhile { return start }
            }
            index += worthwhile - 1
        }
        return limit
    }

    private func encodeRepeat(_ value: Int64, _ count: Int, into output: inout OutputBuffer) {
        if count <= Self.longestShortRepeat {
            encodeShortRepeat(value, count, into: &output)
        } else {
            encodeSteps(from: value, by: 0, count, into: &output)
        }
    }

    ///     00 WWW CCC value
    private func encodeShortRepeat(_ value: Int64, _ count: Int, into output: inout OutputBuffer) {
        let packed = magnitude(value)
        let bytes = max(1, (BitPacking.bits(packed) + 7) / 8)
        output.append(upTo: 1 + bytes) { target in
            target[0] = UInt8((bytes - 1) << 3 | (count - 3))
            for place in 0..<bytes { target[1 + place] = UInt8(truncatingIfNeeded: packed >> UInt64(8 * (bytes - 1 - place))) }
            return 1 + bytes
        }
    }

    private func encodeLiterals(_ values: UnsafePointer<Int64>, _ count: Int, into output: inout OutputBuffer) {
        let shape = LiteralShape(values, count, isSigned: isSigned)
        let direct = 2 + (count * shape.directWidth + 7) / 8
        if let delta = shape.deltaSize, delta < direct {
            if shape.hasEqualSteps {
                encodeSteps(from: values[0], by: shape.firstStep, count, into: &output)
            } else {
                encodeDelta(values, shape, upTo: delta, into: &output)
            }
        } else if let patched = PatchedBase(values, shape), patched.size < direct {
            patched.encode(values, into: &output)
        } else {
            encodeDirect(values, shape, upTo: direct, into: &output)
        }
    }

    ///     01 WWWWW L LLLLLLLL value*
    private func encodeDirect(_ values: UnsafePointer<Int64>, _ shape: LiteralShape, upTo size: Int, into output: inout OutputBuffer) {
        let (count, width) = (shape.count, shape.directWidth)
        output.append(upTo: size + BitPacking.slack) { target in
            Self.writeHeader(kind: 1, widthCode: BitPacking.widthCode(width), count, to: target)
            guard isSigned else {
                return values.withMemoryRebound(to: UInt64.self, capacity: count) {
                    2 + BitPacking.pack($0, width: width, count: count, to: target + 2)
                }
            }
            return Self.withScratch { packed in
                for index in 0..<count { packed[index] = values[index].zigzag }
                return 2 + BitPacking.pack(packed, width: width, count: count, to: target + 2)
            }
        }
    }

    ///     11 00000 L LLLLLLLL base delta
    private func encodeSteps(from base: Int64, by step: Int64, _ count: Int, into output: inout OutputBuffer) {
        output.append(upTo: 22) { target in
            Self.writeHeader(kind: 3, widthCode: 0, count, to: target)
            var size = 2
            size += Self.writeVarint(magnitude(base), to: target + size)
            return size + Self.writeVarint(step.zigzag, to: target + size)
        }
    }

    ///     11 WWWWW L LLLLLLLL base delta step*
    private func encodeDelta(_ values: UnsafePointer<Int64>, _ shape: LiteralShape, upTo size: Int, into output: inout OutputBuffer) {
        let (count, width) = (shape.count, shape.stepWidth)
        output.append(upTo: size + BitPacking.slack) { target in
            Self.writeHeader(kind: 3, widthCode: BitPacking.widthCode(width), count, to: target)
            var size = 2
            size += Self.writeVarint(magnitude(values[0]), to: target + size)
            size += Self.writeVarint(shape.firstStep.zigzag, to: target + size)
            return Self.withScratch { steps in
                for index in 2..<count { steps[index - 2] = (values[index] &- values[index - 1]).magnitude }
                return size + BitPacking.pack(steps, width: width, count: count - 2, to: target + size)
            }
        }
    }
}

// MARK: - Parts shared by the kinds of runs

extension IntegerEncoder {
    /// Two bits of kind, five of width, nine of length less one.
    @inline(__always)
    static func writeHeader(kind: Int, widthCode: Int, _ count: Int, to target: UnsafeMutablePointer<UInt8>) {
        target[0] = UInt8(truncatingIfNeeded: kind << 6 | widthCode << 1 | (count - 1) >> 8)
        target[1] = UInt8(truncatingIfNeeded: count - 1)
    }

    /// Base-128, the lowest seven bits first; at most ten bytes. Returns their number.
    @inline(__always)
    static func writeVarint(_ value: UInt64, to target: UnsafeMutablePointer<UInt8>) -> Int {
        var rest = value
        var size = 0
        while rest > 0x7F {
            target[size] = UInt8(truncatingIfNeeded: rest) | 0x80
            rest &>>= 7
            size += 1
        }
        target[size] = UInt8(truncatingIfNeeded: rest)
        return size + 1
    }

    /// Room for the values of one run, before they are packed.
    @inline(__always)
    static func withScratch(_ body: (UnsafeMutablePointer<UInt64>) -> Int) -> Int {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: longestRun) { scratch in
            scratch.baseAddress.map(body) ?? 0
        }
    }
}
