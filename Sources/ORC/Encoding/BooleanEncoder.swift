/// Boolean run-length encoding: bits, the first value in the highest bit of a byte, as ``ByteEncoder`` bytes.
///
/// Values that do not fill a byte wait for the next call, so that bits go on without a gap.
struct BooleanEncoder {
    /// Waiting values, one per byte, the first in the lowest: fewer than 8.
    private var waiting: UInt64 = 0
    /// Values that wait: the bit position of the next value in its byte.
    private(set) var waitingCount = 0

    /// Values packed before they are encoded.
    private static let batchSize = 1024

    /// Appends `count` values, one per byte, 0 or 1.
    mutating func encode(_ values: UnsafePointer<UInt8>, count: Int, into output: inout OutputBuffer) {
        var index = 0
        while index < count && waitingCount > 0 {
            encodeOne(values[index], into: &output)
            index += 1
        }
        while count - index >= 8 {
            let batch = min(count - index, Self.batchSize) / 8
            Self.encodePacked(values + index, byteCount: batch, into: &output)
            index += batch * 8
        }
        while index < count {
            encodeOne(values[index], into: &output)
            index += 1
        }
    }

    /// Appends `count` times the value 1.
    mutating func encodeOnes(_ count: Int, into output: inout OutputBuffer) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.batchSize) { ones in
            guard let start = ones.baseAddress else { return }
            ones.update(repeating: 1)
            var rest = count
            while rest > 0 {
                let batch = min(rest, Self.batchSize)
                encode(start, count: batch, into: &output)
                rest -= batch
            }
        }
    }

    /// Appends the waiting values, filled up to a byte.
    mutating func finish(into output: inout OutputBuffer) {
        if waitingCount > 0 { encodeWaiting(into: &output) }
    }

    private mutating func encodeOne(_ value: UInt8, into output: inout OutputBuffer) {
        waiting |= UInt64(value) << (8 * UInt64(waitingCount))
        waitingCount += 1
        if waitingCount == 8 { encodeWaiting(into: &output) }
    }

    private mutating func encodeWaiting(into output: inout OutputBuffer) {
        withUnsafePointer(to: Self.pack(waiting)) { ByteEncoder.encode($0, count: 1, into: &output) }
        waiting = 0
        waitingCount = 0
    }

    private static func encodePacked(_ values: UnsafePointer<UInt8>, byteCount: Int, into output: inout OutputBuffer) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: batchSize / 8) { packed in
            guard let target = packed.baseAddress else { return }
            let words = UnsafeRawPointer(values)
            for index in 0..<byteCount {
                target[index] = pack(UInt64(littleEndian: words.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self)))
            }
            ByteEncoder.encode(target, count: byteCount, into: &output)
        }
    }

    /// Eight bytes of 0 or 1 as bits, the lowest byte in the highest bit: the product moves byte `k` from bit `8k` to
    /// bit `63 - k`, and no two bits meet.
    @inline(__always)
    private static func pack(_ values: UInt64) -> UInt8 {
        UInt8(truncatingIfNeeded: (values &* 0x8040_2010_0804_0201) >> 56)
    }
}
