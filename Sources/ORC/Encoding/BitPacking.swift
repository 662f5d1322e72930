/// Packs integers into big-endian bits: the counterpart of ``BitUnpacking``.
enum BitPacking {
    /// More bytes than the packed values that ``pack(_:width:count:to:)`` may write.
    static let slack = 8

    /// The narrowest width that readers unpack fast and compressors see through, of at least `bits`: 1, 2, 4 or whole bytes.
    @inline(__always)
    static func alignedWidth(_ bits: Int) -> Int {
        if bits > 4 { return (bits + 7) & ~7 }
        return bits > 2 ? 4 : max(bits, 1)
    }

    /// The narrowest width of the format of at least `bits`: 1 … 24, 26, 28, 30, 32, 40, 48, 56, 64.
    @inline(__always)
    static func closestWidth(_ bits: Int) -> Int {
        if bits <= 24 { return max(bits, 1) }
        return bits <= 32 ? (bits + 1) & ~1 : (bits + 7) & ~7
    }

    /// The five bits that stand for a width of the format.
    @inline(__always)
    static func widthCode(_ width: Int) -> Int {
        if width <= 24 { return width - 1 }
        return width <= 32 ? 24 + (width - 26) / 2 : 28 + (width - 40) / 8
    }

    /// Bits that `value` needs; 0 for 0.
    @inline(__always)
    static func bits(_ value: UInt64) -> Int { 64 - value.leadingZeroBitCount }

    /// Packs the low `width` bits of `count` values, the last byte filled up with zeros, and returns the bytes written.
    ///
    /// - Requires: room for those bytes and ``slack`` at `target`.
    static func pack(_ values: UnsafePointer<UInt64>, width: Int, count: Int, to target: UnsafeMutablePointer<UInt8>) -> Int {
        switch width {
        case 1: groups(values, 1, count, target)
        case 2: groups(values, 2, count, target)
        case 4: groups(values, 4, count, target)
        case 8: for index in 0..<count { target[index] = UInt8(truncatingIfNeeded: values[index]) }
        case 16: wholeBytes(values, 2, count, target)
        case 24: wholeBytes(values, 3, count, target)
        case 32: wholeBytes(values, 4, count, target)
        case 40, 48, 56, 64: wholeBytes(values, width / 8, count, target)
        default: anyWidth(values, width, count, target)
        }
        return (count * width + 7) / 8
    }

    /// Several values to the byte.
    @inline(__always)
    private static func groups(_ values: UnsafePointer<UInt64>, _ width: Int, _ count: Int, _ target: UnsafeMutablePointer<UInt8>) {
        let perByte = 8 / width
        let mask: UInt64 = 1 &<< UInt64(width) &- 1
        let whole = count / perByte
        for group in 0..<whole {
            var byte: UInt64 = 0
            for place in 0..<perByte { byte = byte &<< UInt64(width) | values[group &* perByte &+ place] & mask }
            target[group] = UInt8(truncatingIfNeeded: byte)
        }
        guard whole * perByte < count else { return }
        var byte: UInt64 = 0
        for place in 0..<perByte {
            let index = whole * perByte + place
            byte = byte &<< UInt64(width) | (index < count ? values[index] & mask : 0)
        }
        target[whole] = UInt8(truncatingIfNeeded: byte)
    }

    /// A value of 2 … 8 bytes is stored as eight, of which the next one overwrites what is too much.
    @inline(__always)
    private static func wholeBytes(_ values: UnsafePointer<UInt64>, _ bytes: Int, _ count: Int, _ target: UnsafeMutablePointer<UInt8>) {
        let raw = UnsafeMutableRawPointer(target)
        let shift = UInt64(64 - bytes * 8)
        for index in 0..<count {
            raw.storeBytes(of: (values[index] &<< shift).bigEndian, toByteOffset: index &* bytes, as: UInt64.self)
        }
    }

    private static func anyWidth(_ values: UnsafePointer<UInt64>, _ width: Int, _ count: Int, _ target: UnsafeMutablePointer<UInt8>) {
        var next = target
        var free = 8
        var byte: UInt64 = 0
        for index in 0..<count {
            var left = width
            while left > 0 {
                let taken = min(left, free)
                let part = values[index] &>> UInt64(left - taken) & (1 &<< UInt64(taken) &- 1)
                byte = byte &<< UInt64(taken) | part
                left -= taken
                free -= taken
                if free == 0 {
                    next[0] = UInt8(truncatingIfNeeded: byte)
                    next += 1
                    byte = 0
                    free = 8
                }
            }
        }
        if free < 8 { next[0] = UInt8(truncatingIfNeeded: byte &<< UInt64(free)) }
    }
}

extension Int64 {
    /// The sign in the lowest bit, so that small magnitudes are small numbers: 0, -1, 1, -2 … become 0, 1, 2, 3 …
    @inline(__always)
    var zigzag: UInt64 { UInt64(bitPattern: (self &<< 1) ^ (self &>> 63)) }
}
