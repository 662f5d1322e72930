/// A patched base run: values less their minimum in few bits, and the high bits of the few outliers apart.
///
///     10 WWWWW L LLLLLLLL BBB PPPPP GGG NNNNN base value* patch*
///
/// The base has B + 1 bytes, big-endian, the highest bit its sign. Each of the N patches holds the distance from the
/// last one in G + 1 bits and the bits above the W of its value in P-coded bits, together in the narrowest width of
/// the format. A distance above 255 takes an empty patch at 255 first.
struct PatchedBase {
    /// Patches that a run can hold, less the two empty ones that 512 values may need.
    private static let mostOutliers = 29
    private static let longestGap = 255

    /// Bytes of the run at most.
    let size: Int
    private let count: Int
    private let base: Int64
    private let baseBytes: Int
    /// Bits a value.
    private let width: Int
    /// Bits a patch, without its gap.
    private let patchWidth: Int

    /// The narrowest width that leaves few enough outliers; nil when that is not below the width of a direct run.
    init?(_ values: UnsafePointer<Int64>, _ shape: LiteralShape) {
        guard shape.isModerate else { return nil }
        var width = shape.directWidth
        var outliers = 0
        while let narrower = Self.widthBelow(width), let left = Self.outliers(values, shape, above: narrower) {
            width = narrower
            outliers = left
        }
        guard width < shape.directWidth else { return nil }
        var range: UInt64 = 0
        for index in 0..<shape.count { range |= UInt64(bitPattern: values[index] &- shape.minimum) }
        patchWidth = BitPacking.closestWidth(BitPacking.bits(range) - width)
        guard patchWidth <= 56 else { return nil }
        self.width = width
        count = shape.count
        base = shape.minimum
        // The sign takes a bit.
        baseBytes = BitPacking.bits(UInt64(base.magnitude)) / 8 + 1
        size = 4 + baseBytes + (count * width + 7) / 8 + ((outliers + 2) * BitPacking.closestWidth(patchWidth + 8) + 7) / 8
    }

    private static func widthBelow(_ width: Int) -> Int? {
        if width > 8 { return width - 8 }
        return width > 1 ? width / 2 : nil
    }

    /// How many values do not fit in `width` bits; nil when they are too many.
    private static func outliers(_ values: UnsafePointer<Int64>, _ shape: LiteralShape, above width: Int) -> Int? {
        let limit = Int64(1) << Int64(width)
        var outliers = 0
        var index = 0
        while index < shape.count {
            // Most runs are given up after the first values.
            let end = min(index + 64, shape.count)
            while index < end {
                outliers += values[index] &- shape.minimum >= limit ? 1 : 0
                index += 1
            }
            if outliers > mostOutliers { return nil }
        }
        return outliers
    }

    func encode(_ values: UnsafePointer<Int64>, into output: inout OutputBuffer) {
        output.append(upTo: size + BitPacking.slack) { target in
            IntegerEncoder.withScratch { scratch in
                for index in 0..<count { scratch[index] = UInt64(bitPattern: values[index] &- base) }
                return write(scratch, to: target)
            }
        }
    }

    private func write(_ values: UnsafePointer<UInt64>, to target: UnsafeMutablePointer<UInt8>) -> Int {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 32) { room in
            guard let patches = room.baseAddress else { return 0 }
            let list = fill(patches, from: values)
            IntegerEncoder.writeHeader(kind: 2, widthCode: BitPacking.widthCode(width), count, to: target)
            target[2] = UInt8((baseBytes - 1) << 5 | BitPacking.widthCode(patchWidth))
            target[3] = UInt8((list.gapWidth - 1) << 5 | list.count)
            let sign: UInt64 = base < 0 ? 1 << UInt64(baseBytes * 8 - 1) : 0
            var size = 4
            withUnsafePointer(to: base.magnitude | sign) {
                size += BitPacking.pack($0, width: baseBytes * 8, count: 1, to: target + size)
            }
            size += BitPacking.pack(values, width: width, count: count, to: target + size)
            let entryWidth = BitPacking.closestWidth(patchWidth + list.gapWidth)
            return size + BitPacking.pack(patches, width: entryWidth, count: list.count, to: target + size)
        }
    }

    /// Writes gap and patch of each outlier. Some readers want one patch at least: without outliers it is an empty one.
    private func fill(_ patches: UnsafeMutablePointer<UInt64>, from values: UnsafePointer<UInt64>) -> (count: Int, gapWidth: Int) {
        var entries = 0
        var widestGap = 1
        var last = 0
        for index in 0..<count where values[index] >> UInt64(width) != 0 {
            var gap = index - last
            while gap > Self.longestGap {
                patches[entries] = UInt64(Self.longestGap) << UInt64(patchWidth)
                entries += 1
                gap -= Self.longestGap
                widestGap = Self.longestGap
            }
            patches[entries] = UInt64(gap) << UInt64(patchWidth) | values[index] >> UInt64(width)
            entries += 1
            widestGap = max(widestGap, gap)
            last = index
        }
        if entries == 0 {
            patches[0] = 0
            entries = 1
        }
        return (entries, BitPacking.bits(UInt64(widestGap)))
    }
}
