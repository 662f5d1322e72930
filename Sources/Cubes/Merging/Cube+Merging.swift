import Accidents

extension Cube {
    /// The sum of `cubes` of one spec: every key that any of them has, measures combined exactly, cells in key order.
    ///
    /// The cells of the parts may come in any order, their dictionaries may hold texts that no cell uses, and a key may come several times.
    ///
    /// - Throws: ``CubeError`` when the keys need more than 64 bits, or a sum does not fit.
    public static func merged(_ cubes: [Cube], spec: CubeSpec) throws -> Cube {
        precondition(cubes.allSatisfy { $0.spec == spec }, "a cube of another spec among those of \(spec.name)")
        var keys: [[Int32]] = []
        var dictionaries: [[String]] = []
        for (index, dimension) in spec.dimensions.enumerated() {
            let (ofDimension, texts) = dimension.isText ? unitedTexts(cubes, index) : (cubes.flatMap { $0.keys[index] }, [])
            keys.append(ofDimension)
            dictionaries.append(texts)
        }
        let count = cubes.reduce(0) { $0 + $1.cellCount }
        let layout = KeyLayout(keys.map { range($0) })
        guard layout.width <= 64 else { throw CubeError.tooManyKeys(spec.name) }
        let order = KeyOrder(packed(keys, layout, count))
        return try Cube(
            spec: spec, keys: keys.indices.map { order.keys($0, layout) }, dictionaries: dictionaries, columns: combined(cubes, spec, order, count))
    }

    /// The sums of several sets of cubes, each with one cube per spec in the order of `specs`; one task per spec.
    package static func merged(_ sets: [[Cube]], specs: [CubeSpec]) async throws -> [Cube] {
        try await withThrowingTaskGroup(of: (Int, Cube).self) { group in
            for index in specs.indices { group.addTask { (index, try merged(sets.map { $0[index] }, spec: specs[index])) } }
            return try await group.reduce(into: [(Int, Cube)]()) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    /// Keys into the texts that cells use, in byte order.
    private static func unitedTexts(_ cubes: [Cube], _ dimension: Int) -> ([Int32], [String]) {
        var interner = TextInterner()
        let codes = cubes.map { cube in usedTexts(cube, dimension, &interner) }
        let texts = interner.texts
        let order = texts.indices.sorted { texts[$0].utf8.lexicographicallyPrecedes(texts[$1].utf8) }
        var rank = [Int32](repeating: 0, count: texts.count)
        for (position, code) in order.enumerated() { rank[code] = Int32(position) }
        var keys: [Int32] = []
        keys.reserveCapacity(cubes.reduce(0) { $0 + $1.cellCount })
        for (cube, codes) in zip(cubes, codes) {
            let newKey = codes.map { $0 < 0 ? nullKey : rank[Int($0)] }
            keys.append(contentsOf: cube.keys[dimension].lazy.map { $0 < 0 ? nullKey : newKey[Int($0)] })
        }
        return (keys, order.map { texts[$0] })
    }

    /// The interned code of each text of `cube`; −1 of one that no cell uses.
    private static func usedTexts(_ cube: Cube, _ dimension: Int, _ interner: inout TextInterner) -> [Int32] {
        var isUsed = [Bool](repeating: false, count: cube.dictionaries[dimension].count)
        for key in cube.keys[dimension] where key >= 0 { isUsed[Int(key)] = true }
        return cube.dictionaries[dimension].enumerated().map { index, text in
            guard isUsed[index] else { return -1 }
            var text = text
            return text.withUTF8 { interner.code($0) }
        }
    }

    private static func range(_ keys: [Int32]) -> ClosedRange<Int32> {
        guard var low = keys.first else { return 0...0 }
        var high = low
        for key in keys {
            low = min(low, key)
            high = max(high, key)
        }
        return low...high
    }

    private static func packed(_ keys: [[Int32]], _ layout: KeyLayout, _ count: Int) -> [UInt64] {
        var packed = [UInt64](repeating: 0, count: count)
        packed.withUnsafeMutableBufferPointer { out in
            for (part, keys) in zip(layout.parts, keys) where part.width > 0 {
                keys.withUnsafeBufferPointer { key in
                    for cell in out.indices { out[cell] |= UInt64(UInt32(bitPattern: key[cell] &- part.base)) &<< UInt64(part.shift) }
                }
            }
        }
        return packed
    }

    /// The measure columns in `order`, cells of one key combined.
    private static func combined(_ cubes: [Cube], _ spec: CubeSpec, _ order: KeyOrder, _ count: Int) throws -> [[Int64]] {
        let combinations = spec.measures.flatMap { measure in measure.columnNames.map { _ in measure.combination } }
        var joined: [Int64] = []
        joined.reserveCapacity(count)
        return try combinations.enumerated().map { index, combination in
            joined.removeAll(keepingCapacity: true)
            for cube in cubes { joined.append(contentsOf: cube.columns[index]) }
            guard let column = joined.withUnsafeBufferPointer({ order.combine($0, combination) }) else { throw CubeError.overflow(spec.name) }
            return column
        }
    }
}
