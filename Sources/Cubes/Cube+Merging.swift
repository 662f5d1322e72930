extension Cube {
    /// A cube from cells in any order, in which a key may occur several times: sorts, and combines equal keys.
    ///
    /// Dictionaries may hold texts that no cell uses, in any order and with repetitions.
    static func sorted(spec: CubeSpec, keys: [[Int32]], dictionaries: [[String]], columns: [[Int64]]) -> Cube {
        var keys = keys
        var ordered = dictionaries
        for index in keys.indices where spec.dimensions[index].isText {
            (keys[index], ordered[index]) = canonical(keys[index], dictionaries[index])
        }
        let cellCount = columns.first?.count ?? 0
        let order = (0..<cellCount).sorted { left, right in
            for key in keys where key[left] != key[right] { return key[left] < key[right] }
            return false
        }
        return combined(spec: spec, keys: keys, dictionaries: ordered, columns: columns, order: order)
    }

    /// The sum of `cubes` of one spec: every key that any of them has, measures combined exactly.
    public static func merged(_ cubes: [Cube], spec: CubeSpec) -> Cube {
        var keys = [[Int32]](repeating: [], count: spec.dimensions.count)
        var dictionaries = [[String]](repeating: [], count: spec.dimensions.count)
        var columns = spec.measures.flatMap(\.columnNames).map { _ in [Int64]() }
        for cube in cubes {
            precondition(cube.spec == spec, "a cube of \(cube.spec.name) among those of \(spec.name)")
            for index in keys.indices {
                let base = Int32(dictionaries[index].count)
                keys[index] += cube.keys[index].map { $0 < 0 ? $0 : $0 + (cube.spec.dimensions[index].isText ? base : 0) }
                dictionaries[index] += cube.dictionaries[index]
            }
            for index in columns.indices { columns[index] += cube.columns[index] }
        }
        return sorted(spec: spec, keys: keys, dictionaries: dictionaries, columns: columns)
    }

    /// Keys into the distinct texts in use, in byte order.
    private static func canonical(_ keys: [Int32], _ texts: [String]) -> ([Int32], [String]) {
        let used = Set(keys).subtracting([nullKey])
        let distinct = Set(used.map { texts[Int($0)] }).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let rank = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, Int32($0)) })
        var newKey = [Int32](repeating: nullKey, count: texts.count)
        for key in used { newKey[Int(key)] = rank[texts[Int(key)]] ?? nullKey }
        return (keys.map { $0 < 0 ? nullKey : newKey[Int($0)] }, distinct)
    }

    /// Takes the cells in `order`, which brings equal keys together, and combines those.
    private static func combined(spec: CubeSpec, keys: [[Int32]], dictionaries: [[String]], columns: [[Int64]], order: [Int]) -> Cube {
        let combine = spec.measures.flatMap(\.combines)
        var outKeys = keys.map { _ in [Int32]() }
        var outColumns = columns.map { _ in [Int64]() }
        var previous: Int?
        for cell in order {
            if let last = previous, keys.allSatisfy({ $0[last] == $0[cell] }) {
                let target = outColumns[0].count - 1
                for index in columns.indices { outColumns[index][target] = combine[index](outColumns[index][target], columns[index][cell]) }
            } else {
                for index in keys.indices { outKeys[index].append(keys[index][cell]) }
                for index in columns.indices { outColumns[index].append(columns[index][cell]) }
            }
            previous = cell
        }
        return Cube(spec: spec, keys: outKeys, dictionaries: dictionaries, columns: outColumns)
    }
}
