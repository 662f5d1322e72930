import TestSupport
import Testing

@testable import Cubes

@Suite("Merging cubes")
struct CubeMergingTests {
    static let spec = CubeSpec("test", by: .state, .city, .year, measures: [.count, .minimum(.date), .maximum(.date)])

    /// One accident: the key and the date.
    struct Accident {
        var state: String
        var city: String?
        var year: Int32
        var day: Int64
    }

    @Test("Any split of the accidents merges to the same cube, which is what a dictionary counts", arguments: 0..<20)
    func splitAndMerge(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let accidents = (0..<500).map { _ in Accident.random(using: &random) }
        let whole = try cube(accidents)
        var parts: [[Accident]] = [[], [], []]
        for accident in accidents { parts[Int.random(in: 0..<3, using: &random)].append(accident) }
        let merged = try Cube.merged(parts.map(cube), spec: Self.spec)
        #expect(merged == whole, "seed \(seed)")
        #expect(rows(merged) == counted(accidents), "seed \(seed)")
    }

    @Test("No cubes merge to an empty one")
    func nothing() throws {
        let empty = try Cube.merged([], spec: Self.spec)
        #expect(empty.cellCount == 0)
        #expect(try Cube.merged([empty, empty], spec: Self.spec) == empty)
    }

    @Test("Cells are in key order, null first, text in byte order")
    func order() throws {
        let cube = try cube([
            Accident(state: "TX", city: "b", year: 2020, day: 1), Accident(state: "TX", city: nil, year: 2020, day: 1),
            Accident(state: "TX", city: "B", year: 2020, day: 1), Accident(state: "CA", city: "z", year: 2021, day: 1),
        ])
        #expect(rows(cube).map { "\($0.state) \($0.city ?? "-")" } == ["CA z", "TX -", "TX B", "TX b"])
    }

    /// Every accident a cell of its own, in any order; merging sorts them and combines equal keys.
    private func cube(_ accidents: [Accident]) throws -> Cube {
        let states = accidents.map(\.state)
        let cities = accidents.compactMap(\.city)
        var nextCity: Int32 = 0
        let cityKeys = accidents.map { accident -> Int32 in
            guard accident.city != nil else { return Cube.nullKey }
            defer { nextCity += 1 }
            return nextCity
        }
        let cells = Cube(
            spec: Self.spec, keys: [accidents.indices.map { Int32($0) }, cityKeys, accidents.map(\.year)], dictionaries: [states, cities, []],
            columns: [accidents.map { _ in 1 }, accidents.map(\.day), accidents.map(\.day)])
        return try Cube.merged([cells], spec: Self.spec)
    }

    struct Row: Equatable {
        var state: String
        var city: String?
        var year: Int32
        var measures: [Int64]
    }

    private func rows(_ cube: Cube) -> [Row] {
        (0..<cube.cellCount).map { cell in
            let city = cube.keys[1][cell]
            return Row(
                state: cube.dictionaries[0][Int(cube.keys[0][cell])], city: city < 0 ? nil : cube.dictionaries[1][Int(city)],
                year: cube.keys[2][cell],
                measures: cube.columns.map { $0[cell] })
        }
    }

    private func counted(_ accidents: [Accident]) -> [Row] {
        let groups = Dictionary(grouping: accidents) { [$0.state, $0.city ?? "", String($0.year)] }
        return groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { _, group in
            let days = group.map(\.day)
            return Row(
                state: group[0].state, city: group[0].city, year: group[0].year, measures: [Int64(group.count), days.min() ?? 0, days.max() ?? 0])
        }
    }
}

extension CubeMergingTests.Accident {
    static func random(using random: inout SplitMix64) -> Self {
        Self(
            state: ["CA", "TX", "NY"].randomElement(using: &random) ?? "CA", city: ["Ada", "ada", "Zoë", nil].randomElement(using: &random) ?? nil,
            year: Int32.random(in: 2016...2018, using: &random), day: Int64.random(in: 16_000...17_000, using: &random))
    }
}
