/// Decodes Snappy blocks.
///
/// A block is the number of decoded bytes as a varint, then elements. An element begins with a tag, whose low two bits say what follows:
///
///     LLLLLL00 bytes             copy L + 1 bytes that follow; L of 60…63: L − 59 bytes of length less 1 stand before them, little-endian
///     DDDLLL01 D                 copy 4 + L bytes from D back, the high three bits of D in the tag
///     LLLLLL10 D D               copy L + 1 bytes from D back, little-endian
///     LLLLLL11 D D D D           the same with four bytes
///
/// Most elements are shorter than 16 bytes. They are copied 16 at a time, whatever their length, and what is too much is written over by
/// the next. The system's library, as Debian builds it, calls a function for every element, which takes a quarter longer.
enum SnappyDecoder {
    /// Bytes that may be read behind a block and written behind its target.
    static let slack = ByteStream.slack

    /// The decoded bytes that `block` claims; nil when it does not say.
    static func length(_ block: UnsafeBufferPointer<UInt8>) -> Int? { header(block).map(\.length) }

    /// Decodes `block` into `target` and returns the number of bytes written; nil when the block is damaged or does not fit.
    ///
    /// - Requires: ``slack`` readable bytes behind `block`, and as many writable ones behind `target`.
    static func decompress(_ block: UnsafeBufferPointer<UInt8>, into target: UnsafeMutableBufferPointer<UInt8>) -> Int? {
        guard let header = header(block), header.length <= target.count else { return nil }
        guard let source = block.baseAddress, let base = target.baseAddress else { return header.length == 0 ? 0 : nil }
        return decompress(source + header.size, source + block.count, base, base + header.length) ? header.length : nil
    }

    private static func header(_ block: UnsafeBufferPointer<UInt8>) -> (length: Int, size: Int)? {
        var length = 0
        for index in 0..<min(5, block.count) {
            length |= Int(block[index] & 0x7F) << (7 * index)
            if block[index] < 0x80 { return length <= Int(UInt32.max) ? (length, index + 1) : nil }
        }
        return nil
    }

    /// Whether the elements from `source` to `end` fill exactly what lies between `base` and `limit`.
    ///
    /// - Invariant: `source <= end` and `target <= limit` before each element; what an element reads and writes beyond is within the slack.
    private static func decompress(
        _ source: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ base: UnsafeMutablePointer<UInt8>, _ limit: UnsafeMutablePointer<UInt8>
    ) -> Bool {
        var (source, target) = (source, base)
        while source < end {
            let tag = Int(source[0])
            if tag & 3 == 0 {
                let length = tag &>> 2 &+ 1
                guard length <= 16 else {
                    guard copyLong(length, &source, end, &target, limit) else { return false }
                    continue
                }
                copy16(source + 1, to: target)
                guard length <= limit - target, length < end - source else { return false }
                source += length &+ 1
                target += length
            } else {
                let (length, distance, size) = reference(tag, source)
                guard distance > 0, distance <= target - base, length <= limit - target, size <= end - source else { return false }
                source += size
                if distance >= 16 { copyFar(length, distance, target) } else { copyNear(length, distance, target) }
                target += length
            }
        }
        return target == limit
    }

    /// The length, distance and size of an element that repeats earlier bytes.
    ///
    /// Whether one or two bytes of distance follow changes from element to element: arithmetic does not mispredict it, a branch would.
    @inline(__always)
    private static func reference(_ tag: Int, _ source: UnsafePointer<UInt8>) -> (length: Int, distance: Int, size: Int) {
        let next = Int(UInt32(littleEndian: UnsafeRawPointer(source + 1).loadUnaligned(as: UInt32.self)))
        if tag & 3 == 3 { return (tag &>> 2 &+ 1, next, 5) }
        let isWide = tag &>> 1 & 1
        let ifWide = 0 &- isWide
        let length = (tag &>> 2 & (7 | ifWide)) &+ 4 &- 3 &* isWide
        let distance = next & (0xFF | 0xFF00 & ifWide) | (tag &>> 5) &<< 8 & ~ifWide
        return (length, distance, 2 &+ isWide)
    }

    /// Copies a literal of more than 16 bytes. False when it goes beyond the block or the target.
    private static func copyLong(
        _ short: Int, _ source: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ target: inout UnsafeMutablePointer<UInt8>,
        _ limit: UnsafeMutablePointer<UInt8>
    ) -> Bool {
        var length = short
        source += 1
        if short > 60 {
            let size = short &- 60
            let field = UInt32(littleEndian: UnsafeRawPointer(source).loadUnaligned(as: UInt32.self))
            length = Int(field & UInt32.max &>> UInt32(32 &- 8 &* size)) &+ 1
            guard size <= end - source else { return false }
            source += size
        }
        guard length <= end - source, length <= limit - target else { return false }
        target.update(from: source, count: length)
        source += length
        target += length
        return true
    }

    /// Copies from at least 16 bytes back.
    @inline(__always)
    private static func copyFar(_ length: Int, _ distance: Int, _ target: UnsafeMutablePointer<UInt8>) {
        copy16(target - distance, to: target)
        var done = 16
        while done < length {
            copy16(target + (done &- distance), to: target + done)
            done &+= 16
        }
    }

    /// Copies from less than 16 bytes back, which repeats a pattern: once it stands there often enough, eight bytes at a time.
    @inline(__always)
    private static func copyNear(_ length: Int, _ distance: Int, _ target: UnsafeMutablePointer<UInt8>) {
        var (period, done) = (distance, 0)
        while period < 8, done < length {
            copy8(target - distance, to: target + done)
            done &+= period
            period &*= 2
        }
        while done < length {
            copy8(target + (done &- period), to: target + done)
            done &+= 8
        }
    }

    @inline(__always)
    private static func copy16(_ source: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>) {
        let bytes = UnsafeRawPointer(source).loadUnaligned(as: SIMD16<UInt8>.self)
        UnsafeMutableRawPointer(target).storeBytes(of: bytes, as: SIMD16<UInt8>.self)
    }

    @inline(__always)
    private static func copy8(_ source: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>) {
        let bytes = UnsafeRawPointer(source).loadUnaligned(as: UInt64.self)
        UnsafeMutableRawPointer(target).storeBytes(of: bytes, as: UInt64.self)
    }
}
