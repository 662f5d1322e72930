import ORC
import TestSupport
import Testing

@testable import Cubes
@testable import NativeEngine

/// Group indexes, key layouts and the sorting of keys, against dictionaries and the standard library's sort.
@Suite("Grouping")
struct GroupingTests {
    @Test("Groups keep their numbers and keys while domains grow, in tables with a slot a key and in open ones", arguments: 0..<40)
    func groups(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let dimensions = Int.random(in: 1...4, using: &random)
        // The even seeds stay within 20 bits, the odd ones go beyond at some time.
        let mostBits = seed % 2 == 0 ? 20 / dimensions - 1 : 60 / dimensions
        var domains = (0..<dimensions).map { _ in Int32.random(in: -50...50, using: &random) }.map { $0...$0 }
        var index = GroupIndex("test", dimensions: dimensions)
        var numbers: [[Int32]: Int32] = [:]
        var order: [[Int32]] = []
        for step in 0..<30 {
            domains = domains.map { widened($0, bits: min(mostBits, 31), using: &random) }
            try index.prepare(domains)
            if step == 20, Bool.random(using: &random) {
                index.removeAll()
                (numbers, order) = ([:], [])
            }
            let keys = (0..<Int.random(in: 0...150, using: &random)).map { _ in domains.map { Int32.random(in: $0, using: &random) } }
            let packed = keys.map { index.layout.pack($0) }
            for key in keys where numbers[key] == nil {
                numbers[key] = Int32(order.count)
                order.append(key)
            }
            let groups = Buffer<Int32>(capacity: keys.count)
            packed.withUnsafeBufferPointer { packed in
                if let start = packed.baseAddress { index.lookUp(start, keys.count, into: groups.pointer) }
            }
            #expect(keys.indices.allSatisfy { groups[$0] == numbers[keys[$0]] }, "seed \(seed), step \(step)")
            #expect(index.count == order.count, "seed \(seed), step \(step)")
            let layout = index.layout
            let kept = (0..<index.count).map { group in (0..<dimensions).map { layout.key($0, of: index.keys[group]) } }
            #expect(kept == order, "seed \(seed), step \(step)")
        }
    }

    /// A range that holds `domain` and needs at most so many bits.
    private func widened(_ domain: ClosedRange<Int32>, bits: Int, using random: inout SplitMix64) -> ClosedRange<Int32> {
        guard Int.random(in: 0..<3, using: &random) == 0 else { return domain }
        let room = (Int64(1) << bits) / 4 - Int64(domain.count)
        guard room > 0 else { return domain }
        let (below, above) = (Int64.random(in: 0...min(room, Int64(domain.count) * 3), using: &random), Int64.random(in: 0...room, using: &random))
        return Int32(clamping: Int64(domain.lowerBound) - below / 2)...Int32(clamping: Int64(domain.upperBound) + above / 2)
    }

    @Test("Keys that come in falling order take the bits that their range needs")
    func fallingKeys() throws {
        var index = GroupIndex("test", dimensions: 2)
        for day in stride(from: Int32(20_000), through: 16_000, by: -5) {
            try index.prepare([0...50, day...day + 4])
            let keys = (day...day + 4).map { index.layout.pack([7, $0]) }
            let groups = Buffer<Int32>(capacity: keys.count)
            keys.withUnsafeBufferPointer { keys in
                if let start = keys.baseAddress { index.lookUp(start, keys.count, into: groups.pointer) }
            }
        }
        #expect(index.count == 4005 && index.layout.width == 6 + 12)
        #expect((0..<index.count).map { index.layout.key(1, of: index.keys[$0]) }.sorted() == Array(16_000...20_004))
    }

    @Test("Packed keys are ordered as the keys are, and give them back", arguments: 0..<20)
    func layouts(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let domains = (0..<3).map { _ in
            let bounds = [Int32.random(in: -100_000...100_000, using: &random), Int32.random(in: -100_000...100_000, using: &random)].sorted()
            return bounds[0]...bounds[1]
        }
        let layout = KeyLayout(domains)
        let keys = (0..<500).map { _ in domains.map { Int32.random(in: $0, using: &random) } }.sorted { $0.lexicographicallyPrecedes($1) }
        let packed = keys.map(layout.pack)
        #expect(packed == packed.sorted(), "seed \(seed)")
        #expect(packed.map { key in (0..<3).map { layout.key($0, of: key) } } == keys, "seed \(seed)")
    }

    @Test("The ends of the number range fit into a layout")
    func ends() {
        let layout = KeyLayout([Int32.min...Int32.max, -1...0, Int32.max...Int32.max])
        #expect(layout.width == 33)
        for keys in [[Int32.min, -1, .max], [.max, 0, .max], [0, -1, .max]] {
            #expect((0..<3).map { layout.key($0, of: layout.pack(keys)) } == keys)
        }
        #expect(layout.holds([Int32.min...Int32.max, -1...0, Int32.max...Int32.max]) && !layout.holds([0...0, 0...1, Int32.max...Int32.max]))
    }

    @Test(
        "Keys are sorted with where they stood, equal ones in the order they had: run by run and digit by digit",
        arguments: [0, 1, 2, 3, 15, 16, 17, 18, 1000], [UInt64(1), 2, 1 << 12, .max])
    func sorting(runs: Int, most: UInt64) {
        var random = SplitMix64(seed: UInt64(runs) ^ most)
        let keys = (0..<runs).flatMap { _ in
            (0..<Int.random(in: 1...40, using: &random)).map { _ in UInt64.random(in: 0...most, using: &random) }.sorted()
        }
        expectSorted(keys)
        expectSorted(keys.map { $0 | 1 << 63 })
    }

    @Test("Keys in no order, in falling order and all the same are sorted", arguments: 0..<10)
    func sortingAnyOrder(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let keys = (0..<5000).map { _ in UInt64.random(in: 0...(.max >> UInt64.random(in: 0...60, using: &random)), using: &random) }
        expectSorted(keys)
        expectSorted(keys.sorted(by: >))
        expectSorted(keys.map { _ in 7 })
    }

    private func expectSorted(_ keys: [UInt64]) {
        var sorter = KeySorter(keys)
        sorter.sort()
        let expected = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
        let sorted = keys.indices.map { (sorter.keys[$0], Int(sorter.cells[$0])) }
        #expect(sorted.map(\.1) == expected && sorted.map(\.0) == expected.map { keys[$0] })
    }
}
