/// The distinct strings of a column in the stripe under way, numbered in the order in which they came.
///
/// An open-addressing hash table over the bytes of all entries, which lie one after the other.
struct StringInterner: ~Copyable {
    /// Entries so far.
    private(set) var count = 0
    private var bytes = OutputBuffer()
    /// Entry `i` is `bytes[offsets[i] ..< offsets[i + 1]]`.
    private var offsets = Buffer<Int>()
    /// The high half of the hash, which also says where to look, and below it the code plus one; 0 where free. At most
    /// half are taken.
    private var slots = Buffer<UInt64>()
    private var mask = -1

    init() {}

    /// Bytes of all entries.
    var byteCount: Int { bytes.count }
    /// The bytes of all entries, one after the other.
    var allBytes: UnsafeBufferPointer<UInt8> { bytes.bytes }
    /// Memory held, in bytes.
    var memory: Int { bytes.capacity + offsets.capacity * 8 + slots.capacity * 8 }

    func length(_ code: Int) -> Int { offsets[code + 1] - offsets[code] }

    func value(_ code: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes.bytes[offsets[code]..<offsets[code + 1]])
    }

    /// Bytes of the entries that the codes name, all together.
    func totalLength(_ codes: UnsafePointer<Int64>, _ count: Int) -> Int64 {
        let offsets = self.offsets.pointer
        var total = 0
        for index in 0..<count { total &+= offsets[Int(codes[index]) + 1] &- offsets[Int(codes[index])] }
        return Int64(total)
    }

    /// The code of a string, which is added when it is new.
    @inline(__always)
    mutating func code(of start: UnsafePointer<UInt8>, count length: Int) -> Int {
        if count * 2 > mask { grow() }
        let hash = Self.hash(start, length)
        var slot = Int(hash >> 32) & mask
        while slots[slot] != 0 {
            let code = Int(slots[slot] & 0xFFFF_FFFF) - 1
            if slots[slot] >> 32 == hash >> 32 && isEqual(code, start, length) { return code }
            slot = (slot + 1) & mask
        }
        slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(count + 1)
        return add(start, length)
    }

    /// Forgets all entries and frees their memory.
    mutating func removeAll() { self = StringInterner() }

    @inline(__always)
    private func isEqual(_ code: Int, _ start: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        guard self.length(code) == length, let base = bytes.bytes.baseAddress else { return false }
        let entry = UnsafeRawPointer(base + offsets[code])
        let other = UnsafeRawPointer(start)
        var offset = 0
        while length - offset >= 8 {
            if entry.loadUnaligned(fromByteOffset: offset, as: UInt64.self) != other.loadUnaligned(fromByteOffset: offset, as: UInt64.self) {
                return false
            }
            offset += 8
        }
        while offset < length {
            if entry.load(fromByteOffset: offset, as: UInt8.self) != other.load(fromByteOffset: offset, as: UInt8.self) { return false }
            offset += 1
        }
        return true
    }

    private mutating func add(_ start: UnsafePointer<UInt8>, _ length: Int) -> Int {
        // An empty entry at the very start still needs a base address to point at.
        bytes.append(upTo: max(length, 1)) { target in
            target.update(from: start, count: length)
            return length
        }
        offsets.reserve(count + 2)
        if count == 0 { offsets[0] = 0 }
        count += 1
        offsets[count] = bytes.count
        return count - 1
    }

    @inline(never)
    private mutating func grow() {
        let old = slots.pointer
        let oldCount = mask + 1
        let size = max(64, oldCount * 2)
        let grown = Buffer<UInt64>(capacity: size)
        grown.pointer.update(repeating: 0, count: size)
        mask = size - 1
        for index in 0..<oldCount where old[index] != 0 {
            var slot = Int(old[index] >> 32) & mask
            while grown[slot] != 0 { slot = (slot + 1) & mask }
            grown[slot] = old[index]
        }
        slots = grown
    }

    /// Folds eight bytes at a time into the halves of a 128-bit product.
    @inline(__always)
    static func hash(_ start: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
        let raw = UnsafeRawPointer(start)
        var hash = UInt64(truncatingIfNeeded: length) &* 0x9E37_79B9_7F4A_7C15
        var offset = 0
        while length - offset >= 8 {
            hash = fold(hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset += 8
        }
        var tail: UInt64 = 0
        if length - offset >= 4 {
            // Two loads that overlap take four to seven bytes.
            tail = UInt64(raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self)) << 32
            tail |= UInt64(raw.loadUnaligned(fromByteOffset: length - 4, as: UInt32.self))
        } else {
            while offset < length {
                tail = tail << 8 | UInt64(raw.load(fromByteOffset: offset, as: UInt8.self))
                offset += 1
            }
        }
        return fold(hash ^ tail)
    }

    @inline(__always)
    private static func fold(_ value: UInt64) -> UInt64 {
        let product = (value ^ 0xD6E8_FEB8_6659_FD93).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
        return product.high ^ product.low
    }
}
