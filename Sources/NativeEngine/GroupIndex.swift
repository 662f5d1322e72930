import Accidents
import Cubes
import ORC

/// Numbers the distinct keys of a cube in the order of first sight.
///
/// Where the key space is small, a table has a slot for every possible key. Where it is not, a key is looked for in a table with open
/// addressing and linear probing, a quarter full at most.
struct GroupIndex: ~Copyable {
    /// Packed keys of at most so many bits have a slot each.
    private static let denseWidth = 20

    /// The layout of ``keys``.
    private(set) var layout: KeyLayout
    /// Holds every key of the groups.
    private var domains: [ClosedRange<Int32>] = []
    /// The packed keys, by group.
    private(set) var keys = Buffer<UInt64>(capacity: 64)
    /// Number of groups.
    private(set) var count = 0
    /// Group + 1; 0 is free.
    private var slots = Buffer<Int32>(capacity: 1024)
    private var slotCount = 0
    private var homes = Buffer<Int>()
    private let name: String

    /// - Parameter name: the cube, for messages.
    init(_ name: String, dimensions: Int) {
        self.name = name
        layout = KeyLayout((0..<dimensions).map { _ in 0...0 })
        makeSlots(1)
    }

    private var isDense: Bool { layout.width <= Self.denseWidth }

    /// Makes room for keys of `next`.
    mutating func prepare(_ next: [ClosedRange<Int32>]) throws {
        let old = count == 0 ? next : domains
        domains = zip(old, next).map { min($0.lowerBound, $1.lowerBound)...max($0.upperBound, $1.upperBound) }
        // What fits into the layout is more than the domains, and must not count as theirs: each rebuilding would double it.
        if !layout.holds(next) { try rebuild(KeyLayout(domains, grownFrom: old)) }
    }

    /// Forgets all groups, and keeps the layout and the memory.
    mutating func removeAll() {
        for group in 0..<count where isDense { slots[Int(keys[group])] = 0 }
        if !isDense { slots.pointer.update(repeating: 0, count: slotCount) }
        count = 0
    }

    /// Writes the group of each of `rows` packed keys to `groups`.
    mutating func lookUp(_ packed: UnsafePointer<UInt64>, _ rows: Int, into groups: UnsafeMutablePointer<Int32>) {
        if isDense { lookUpDense(packed, rows, groups) } else { lookUpHashed(packed, rows, groups) }
    }

    private mutating func lookUpDense(_ packed: UnsafePointer<UInt64>, _ rows: Int, _ groups: UnsafeMutablePointer<Int32>) {
        let slot = slots.pointer
        for row in 0..<rows {
            let index = Int(truncatingIfNeeded: packed[row])
            let group = slot[index] &- 1
            groups[row] = group >= 0 ? group : insert(packed[row], index)
        }
    }

    private mutating func lookUpHashed(_ packed: UnsafePointer<UInt64>, _ rows: Int, _ groups: UnsafeMutablePointer<Int32>) {
        // Growing moves both tables: room for the worst case first, so that the loop may keep its pointers.
        reserveSlots(count + rows)
        keys.reserve(count + rows)
        homes.reserve(rows)
        let (slot, key, home, mask) = (slots.pointer, keys.pointer, homes.pointer, slotCount &- 1)
        // Loads that miss the cache come in loops of their own, in which they do not wait for one another.
        for row in 0..<rows { home[row] = Int(truncatingIfNeeded: Self.hash(packed[row])) & mask }
        for row in 0..<rows { groups[row] = slot[home[row]] &- 1 }
        for row in 0..<rows where groups[row] < 0 || key[Int(groups[row])] != packed[row] {
            groups[row] = probe(packed[row], home[row])
        }
    }

    /// The group of a key that is not where its hash points, or not there at all.
    private mutating func probe(_ wanted: UInt64, _ home: Int) -> Int32 {
        var index = home
        while slots[index] != 0, keys[Int(slots[index] - 1)] != wanted { index = (index + 1) & (slotCount - 1) }
        return slots[index] != 0 ? slots[index] - 1 : insert(wanted, index)
    }

    @inline(never)
    private mutating func insert(_ key: UInt64, _ index: Int) -> Int32 {
        keys.reserve(count + 1)
        keys.pointer[count] = key
        count += 1
        slots.pointer[index] = Int32(count)
        return Int32(count - 1)
    }

    private mutating func rebuild(_ new: KeyLayout) throws {
        guard new.width <= 64 else { throw CubeError.tooManyKeys(name) }
        let old = layout
        layout = new
        for group in 0..<count {
            let key = keys[group]
            keys.pointer[group] = new.pack(old.parts.indices.map { old.key($0, of: key) })
        }
        makeSlots(isDense ? 1 << new.width : 1024)
    }

    /// A table of `size` slots, or as many more as the groups need.
    private mutating func makeSlots(_ size: Int) {
        slotCount = size
        while !isDense, count * 4 > slotCount { slotCount *= 2 }
        slots.reserve(slotCount)
        slots.pointer.update(repeating: 0, count: slotCount)
        for group in 0..<count {
            let key = keys[group]
            var index = isDense ? Int(key) : Int(truncatingIfNeeded: Self.hash(key)) & (slotCount - 1)
            while slots[index] != 0 { index = (index + 1) & (slotCount - 1) }
            slots[index] = Int32(group + 1)
        }
    }

    /// Makes the open table large enough for `groups`.
    private mutating func reserveSlots(_ groups: Int) {
        guard groups * 4 > slotCount else { return }
        var size = slotCount
        while groups * 4 > size { size *= 2 }
        makeSlots(size)
    }

    /// Fibonacci hashing: the high bits of the product are well mixed.
    @inline(__always)
    private static func hash(_ key: UInt64) -> UInt64 {
        let product = key &* 0x9e37_79b9_7f4a_7c15
        return product ^ (product >> 32)
    }
}
