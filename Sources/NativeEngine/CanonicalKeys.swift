import Accidents
import Cubes
import ORC
import Silver

/// The keys of an accumulator's groups as a ``Cube`` has them: texts in use only, by rank in byte order, cells in key order.
struct CanonicalKeys {
    /// For each dimension one key per cell.
    let keys: [[Int32]]
    /// For each dimension its texts.
    let dictionaries: [[String]]
    /// Which group each cell is.
    let order: KeyOrder

    /// - Throws: ``CubeError`` when the keys need more than 64 bits.
    init(_ groups: borrowing GroupIndex, _ dimensions: [DimensionColumn], _ batch: AccidentBatch, cube: String) throws {
        let parts = groups.layout.parts
        let tables = zip(parts, dimensions).map { part, dimension in Table(part, dimension, batch) }
        for (part, table) in zip(parts, tables) { table.mark(part, groups.keys.pointer, groups.count) }
        let ranked = tables.map { $0.rank() }
        let layout = KeyLayout(ranked.map(\.domain))
        guard layout.width <= 64 else { throw CubeError.tooManyKeys(cube) }
        var packed = [UInt64](repeating: 0, count: groups.count)
        for (index, part) in layout.parts.enumerated() {
            let bits = ranked[index].keys.map { UInt64(UInt32(bitPattern: $0 &- part.base)) &<< UInt64(part.shift) }
            Self.add(bits, parts[index], groups.keys.pointer, groups.count, to: &packed)
        }
        let order = KeyOrder(packed)
        self.order = order
        keys = layout.parts.indices.map { order.keys($0, layout) }
        dictionaries = ranked.map(\.texts)
    }

    private static func add(
        _ bits: [UInt64], _ part: KeyLayout.Part, _ keys: UnsafePointer<UInt64>, _ count: Int, to packed: inout [UInt64]
    ) {
        guard part.width > 0 else { return }
        let mask = (UInt64(1) << UInt64(part.width)) - 1
        packed.withUnsafeMutableBufferPointer { packed in
            bits.withUnsafeBufferPointer { bits in
                for group in 0..<count { packed[group] |= bits[Int(truncatingIfNeeded: keys[group] &>> UInt64(part.shift) & mask)] }
            }
        }
    }

    /// What each possible key of a dimension becomes.
    private final class Table {
        private let base: Int32
        private let dimension: DimensionColumn
        private let texts: [String]
        private var isUsed: [Bool]

        init(_ part: KeyLayout.Part, _ dimension: DimensionColumn, _ batch: AccidentBatch) {
            base = part.base
            self.dimension = dimension
            texts = dimension.texts(batch)
            isUsed = [Bool](repeating: false, count: 1 << part.width)
        }

        func mark(_ part: KeyLayout.Part, _ keys: UnsafePointer<UInt64>, _ count: Int) {
            let mask = (UInt64(1) << UInt64(part.width)) - 1
            isUsed.withUnsafeMutableBufferPointer { isUsed in
                for group in 0..<count { isUsed[Int(truncatingIfNeeded: keys[group] &>> UInt64(part.shift) & mask)] = true }
            }
        }

        struct Ranked {
            /// By distance from the layout's base; unspecified where unused.
            var keys: [Int32]
            var texts: [String]
            var domain: ClosedRange<Int32>
        }

        func rank() -> Ranked {
            let used = isUsed.indices.filter { isUsed[$0] }
            var keys = [Int32](repeating: 0, count: isUsed.count)
            var inUse: [String] = []
            if dimension.dimension.isText {
                let codes = used.map { Int(base) + $0 }.filter { $0 >= 0 }.sorted { texts[$0].utf8.lexicographicallyPrecedes(texts[$1].utf8) }
                inUse = codes.map { texts[$0] }
                for index in used { keys[index] = Cube.nullKey }
                for (rank, code) in codes.enumerated() { keys[code - Int(base)] = Int32(rank) }
            } else {
                for index in used { keys[index] = dimension.cubeKey(base &+ Int32(index)) }
            }
            let low = used.map { keys[$0] }.min() ?? 0, high = used.map { keys[$0] }.max() ?? 0
            for index in isUsed.indices where !isUsed[index] { keys[index] = low }
            return Ranked(keys: keys, texts: inUse, domain: low...high)
        }
    }
}
