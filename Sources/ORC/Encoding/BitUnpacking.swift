/// Unpacks big-endian bit-packed integers: value `i` is bits `i × width ..< (i + 1) × width`, the first bit being the
/// highest of the first byte.
enum BitUnpacking {
    /// Bytes that `count` values of `width` bits take.
    @inline(__always)
    static func bytes(_ count: Int, width: Int) -> Int { (count * width + 7) >> 3 }

    /// Unpacks `count` values of `width` bits (1…64).
    ///
    /// - Requires: ``bytes(_:width:)`` readable bytes at `source` and ``ByteStream/slack`` behind them; room for `count`
    ///   values at `target`.
    static func unpack(_ source: UnsafePointer<UInt8>, width: Int, count: Int, into target: UnsafeMutablePointer<Int64>) {
        switch width {
        case 1: groups(source, 1, count, target)
        case 2: groups(source, 2, count, target)
        case 3: groups(source, 3, count, target)
        case 4: groups(source, 4, count, target)
        case 5: groups(source, 5, count, target)
        case 6: groups(source, 6, count, target)
        case 7: groups(source, 7, count, target)
        case 8: groups(source, 8, count, target)
        case 9: groups(source, 9, count, target)
        case 10: groups(source, 10, count, target)
        case 11: groups(source, 11, count, target)
        case 12: groups(source, 12, count, target)
        case 13: groups(source, 13, count, target)
        case 14: groups(source, 14, count, target)
        case 15: groups(source, 15, count, target)
        case 16: groups(source, 16, count, target)
        case 17: groups(source, 17, count, target)
        case 18: groups(source, 18, count, target)
        case 19: groups(source, 19, count, target)
        case 20: groups(source, 20, count, target)
        case 21: groups(source, 21, count, target)
        case 22: groups(source, 22, count, target)
        case 23: groups(source, 23, count, target)
        case 24: groups(source, 24, count, target)
        case 26: groups(source, 26, count, target)
        case 28: groups(source, 28, count, target)
        case 30: groups(source, 30, count, target)
        case 32: groups(source, 32, count, target)
        case 40: groups(source, 40, count, target)
        case 48: groups(source, 48, count, target)
        case 56: groups(source, 56, count, target)
        default: single(source, width, from: 0, count, target)
        }
    }

    /// Eight values take `width` whole bytes: with a constant width every shift and offset below is constant.
    @inline(__always)
    private static func groups(_ source: UnsafePointer<UInt8>, _ width: Int, _ count: Int, _ target: UnsafeMutablePointer<Int64>) {
        var bytes = source
        var values = target
        for _ in 0..<count >> 3 {
            values[0] = value(bytes, 0, width)
            values[1] = value(bytes, width, width)
            values[2] = value(bytes, width &* 2, width)
            values[3] = value(bytes, width &* 3, width)
            values[4] = value(bytes, width &* 4, width)
            values[5] = value(bytes, width &* 5, width)
            values[6] = value(bytes, width &* 6, width)
            values[7] = value(bytes, width &* 7, width)
            bytes += width
            values += 8
        }
        for index in 0..<count & 7 { values[index] = value(bytes, index &* width, width) }
    }

    /// `width` bits from `bit` on, for widths of at most 57.
    @inline(__always)
    private static func value(_ bytes: UnsafePointer<UInt8>, _ bit: Int, _ width: Int) -> Int64 {
        let word = UInt64(bigEndian: UnsafeRawPointer(bytes + bit &>> 3).loadUnaligned(as: UInt64.self))
        return Int64(bitPattern: (word &<< UInt64(bit & 7)) &>> UInt64(64 &- width))
    }

    /// Any width up to 64, for the rare ones: a value spans at most nine bytes.
    private static func single(
        _ source: UnsafePointer<UInt8>, _ width: Int, from first: Int, _ count: Int, _ target: UnsafeMutablePointer<Int64>
    ) {
        for index in 0..<count {
            let bit = (first + index) * width
            let bytes = source + bit >> 3
            let word = UInt64(bigEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self))
            let head = word &<< UInt64(bit & 7)
            let tail = bit & 7 == 0 ? 0 : UInt64(bytes[8]) &>> UInt64(8 - bit & 7)
            target[index] = Int64(bitPattern: (head | tail) &>> UInt64(64 - width))
        }
    }
}
