import Cubes

/// The names of cities in a grid cube: those that differ in case alone are one, shown in the spelling of most accidents of the state.
struct ZoneCities {
    private let cities: [Int32]
    private let names: CityNames
    private let severities: SeverityColumns
    private let grid: GridCells
    /// For each state, the shown spelling of each city by its folded number.
    private var shown: [String: [Int: Int32]] = [:]

    /// Counts the spellings of `states`.
    init(_ cube: Cube, _ grid: GridCells, states: Set<String>) throws {
        cities = try cube.required(.city)
        names = CityNames(cube.dictionary(.city))
        severities = try SeverityColumns(cube)
        self.grid = grid
        for state in grid.states where states.contains(state.name) { shown[state.name] = commonestSpellings(state.cells) }
    }

    /// The city with most accidents of the zone, of several the first in byte order. Nil when no accident has one.
    func commonest(in zone: HotspotZone) -> String? {
        var accidents: [Int: Int64] = [:]
        for cell in zone.cells {
            for row in grid.cubeRows(cell) where cities[row] != Cube.nullKey {
                accidents[names.folded[Int(cities[row])], default: 0] += severities[row].accidents
            }
        }
        // Spellings are in byte order, and so are their codes.
        let spelling = accidents.compactMap { city, count in shown[zone.state]?[city].map { (count: count, code: $0) } }
            .max { ($0.count, -$0.code) < ($1.count, -$1.code) }
        return spelling.map { names.spellings[Int($0.code)] }
    }

    /// For each city, the spelling of most accidents in `cells`, of several the first in byte order.
    private func commonestSpellings(_ cells: Range<Int>) -> [Int: Int32] {
        var accidents = [Int64](repeating: 0, count: names.spellings.count)
        for row in Int(grid.offsets[cells.lowerBound])..<Int(grid.offsets[cells.upperBound]) where cities[row] != Cube.nullKey {
            accidents[Int(cities[row])] += severities[row].accidents
        }
        return accidents.indices.reduce(into: [:]) { shown, code in
            guard accidents[code] > 0 else { return }
            let best = shown[names.folded[code]]
            if best.map({ accidents[Int($0)] < accidents[code] }) ?? true { shown[names.folded[code]] = Int32(code) }
        }
    }
}
