/// Run-length encoding version 2: four kinds of runs, told apart by the two highest bits of the first byte.
///
/// A width of 1…64 bits is coded in five bits: 0…23 stand for 1…24, then 26, 28, 30, 32, 40, 48, 56, 64.
extension IntegerDecoder {
    private static let widths: [Int] = Array(1...24) + [26, 28, 30, 32, 40, 48, 56, 64]

    /// The bits of width code `code` (0…31).
    @inline(__always)
    private static func width(_ code: Int) -> Int {
        if code < 24 { return code + 1 }
        return code < 28 ? 26 + (code - 24) * 2 : 40 + (code - 28) * 8
    }

    /// The narrowest width that the format has for `bits`.
    private static func closestWidth(_ bits: Int) -> Int { widths.first { $0 >= bits } ?? 64 }

    func lengthV2() throws(ORCError) -> Int {
        try input.require(2)
        let first = Int(input.cursor[0])
        if first >> 6 == 0 { return (first & 7) + 3 }
        return ((first & 1) << 8 | Int(input.cursor[1])) + 1
    }

    /// - Parameter room: values that may be written at `target`, the run's and what is too much.
    func decodeRunV2(into target: UnsafeMutablePointer<Int64>, room: Int) throws(ORCError) {
        switch input.cursor[0] >> 6 {
        case 0: try decodeShortRepeat(into: target, room: room)
        case 1: try decodeDirect(into: target)
        case 2: try decodePatchedBase(into: target)
        default: try decodeDelta(into: target)
        }
    }

    ///     00 WWW CCC value      C + 3 times one value of W + 1 bytes, big-endian
    private func decodeShortRepeat(into target: UnsafeMutablePointer<Int64>, room: Int) throws(ORCError) {
        let first = Int(input.cursor[0])
        let bytes = (first >> 3 & 7) + 1
        try input.require(1 + bytes)
        let packed = bigEndian(input.cursor + 1, bytes: bytes)
        let value = isSigned ? Self.zigzag(packed) : Int64(bitPattern: packed)
        let count = (first & 7) + 3
        if room >= 10 {
            // All that a run can have, whatever it has: what is too much is written over by the next.
            let pairs = SIMD2(repeating: value)
            for pair in 0..<5 { UnsafeMutableRawPointer(target + 2 * pair).storeBytes(of: pairs, as: SIMD2<Int64>.self) }
        } else {
            target.update(repeating: value, count: count)
        }
        input.cursor += 1 + bytes
    }

    ///     01 WWWWW L LLLLLLLL value*      L + 1 values of W bits, zigzag-encoded when signed
    private func decodeDirect(into target: UnsafeMutablePointer<Int64>) throws(ORCError) {
        let width = Self.width(Int(input.cursor[0]) >> 1 & 31)
        let count = try lengthV2()
        let bytes = BitUnpacking.bytes(count, width: width)
        try input.require(2 + bytes)
        BitUnpacking.unpack(input.cursor + 2, width: width, count: count, into: target)
        if isSigned {
            for index in 0..<count { target[index] = Self.zigzag(UInt64(bitPattern: target[index])) }
        }
        input.cursor += 2 + bytes
    }

    ///     11 WWWWW L LLLLLLLL base delta step*      L + 1 values: base, base + delta, then each step further in delta's direction
    ///
    /// `base` is a varint (zigzag when signed), `delta` a zigzag varint, steps unsigned of W bits; W = 0 means every step is `delta`.
    private func decodeDelta(into target: UnsafeMutablePointer<Int64>) throws(ORCError) {
        let code = Int(input.cursor[0]) >> 1 & 31
        let count = try lengthV2()
        var cursor = input.cursor + 2
        let base = try varint(&cursor, isSigned: isSigned)
        let delta = try varint(&cursor, isSigned: true)
        input.cursor = cursor
        if code == 0 {
            var value = base
            for index in 0..<count {
                target[index] = value
                value = value &+ delta
            }
        } else {
            try decodeSteps(base, delta, width: Self.width(code), count: count, into: target)
        }
    }

    private func decodeSteps(
        _ base: Int64, _ delta: Int64, width: Int, count: Int, into target: UnsafeMutablePointer<Int64>
    ) throws(ORCError) {
        guard count >= 2 else { throw input.malformed("a delta run of two or more values", "\(count)") }
        let bytes = BitUnpacking.bytes(count - 2, width: width)
        try input.require(bytes)
        BitUnpacking.unpack(input.cursor, width: width, count: count - 2, into: target + 2)
        var value = base &+ delta
        target[0] = base
        target[1] = value
        if delta < 0 {
            for index in 2..<count {
                value = value &- target[index]
                target[index] = value
            }
        } else {
            for index in 2..<count {
                value = value &+ target[index]
                target[index] = value
            }
        }
        input.cursor += bytes
    }

    ///     10 WWWWW L LLLLLLLL BBB PPPPP GGG NNNNN base value* patch*
    ///
    /// L + 1 values of W bits, to each of which `base` is added: B + 1 bytes big-endian, the highest bit its sign. N patches of
    /// G + 1 bits of gap (from the last patch) and P-coded bits which belong above the W low bits of the value they hit; each takes
    /// the narrowest width of the format.
    private func decodePatchedBase(into target: UnsafeMutablePointer<Int64>) throws(ORCError) {
        let width = Self.width(Int(input.cursor[0]) >> 1 & 31)
        let count = try lengthV2()
        try input.require(4)
        let (third, fourth) = (Int(input.cursor[2]), Int(input.cursor[3]))
        let baseBytes = third >> 5 + 1
        let patches = Patches(width: Self.width(third & 31), gapWidth: fourth >> 5 + 1, count: fourth & 31)
        let valueBytes = BitUnpacking.bytes(count, width: width)
        let entryWidth = Self.closestWidth(patches.width + patches.gapWidth)
        let patchBytes = BitUnpacking.bytes(patches.count, width: entryWidth)
        guard patches.width + patches.gapWidth <= 64 else {
            throw input.malformed("a patch of at most 64 bits", "\(patches.width) + \(patches.gapWidth)")
        }
        try input.require(4 + baseBytes + valueBytes + patchBytes)

        let values = input.cursor + 4 + baseBytes
        BitUnpacking.unpack(values, width: width, count: count, into: target)
        try apply(patches, at: values + valueBytes, entryWidth: entryWidth, valueWidth: width, to: target, count)
        let base = signMagnitude(bigEndian(input.cursor + 4, bytes: baseBytes), bytes: baseBytes)
        for index in 0..<count { target[index] = target[index] &+ base }
        input.cursor += 4 + baseBytes + valueBytes + patchBytes
    }

    private struct Patches {
        let width: Int
        let gapWidth: Int
        let count: Int
    }

    private func apply(
        _ patches: Patches, at bytes: UnsafePointer<UInt8>, entryWidth: Int, valueWidth: Int, to target: UnsafeMutablePointer<Int64>, _ count: Int
    ) throws(ORCError) {
        var position = 0
        try withUnsafeTemporaryEntries { entries throws(ORCError) in
            BitUnpacking.unpack(bytes, width: entryWidth, count: patches.count, into: entries)
            for index in 0..<patches.count {
                let entry = UInt64(bitPattern: entries[index])
                position = position &+ Int(entry &>> UInt64(patches.width))
                guard position >= 0, position < count else { throw input.malformed("a patch below value \(count)", "one at \(position)") }
                let patch = patches.width == 64 ? entry : entry & ((1 &<< UInt64(patches.width)) &- 1)
                target[position] |= Int64(bitPattern: valueWidth < 64 ? patch &<< UInt64(valueWidth) : 0)
            }
        }
    }

    /// Room for the patch list of one run: 31 entries at most.
    private func withUnsafeTemporaryEntries(_ body: (UnsafeMutablePointer<Int64>) throws(ORCError) -> Void) throws(ORCError) {
        let entries = Buffer<Int64>(capacity: 32)
        try body(entries.pointer)
    }

    private func bigEndian(_ bytes: UnsafePointer<UInt8>, bytes count: Int) -> UInt64 {
        let word = UInt64(bigEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self))
        return word &>> UInt64(64 - count * 8)
    }

    private func signMagnitude(_ value: UInt64, bytes: Int) -> Int64 {
        let sign: UInt64 = 1 &<< UInt64(bytes * 8 - 1)
        let magnitude = Int64(bitPattern: value & (sign &- 1))
        return value & sign == 0 ? magnitude : 0 &- magnitude
    }
}
