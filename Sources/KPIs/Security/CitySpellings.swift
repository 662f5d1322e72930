import Cubes

/// Cities that differ in case alone are one: groups of the cells of a city cube, and the name each is shown under.
struct CitySpellings {
    private struct Key: Hashable {
        var state: Int32
        var folded: Int
    }

    private let cells: CityCells
    private let names: CityNames
    private var groups: [Key: Int] = [:]
    /// For each group, its accidents by spelling.
    private var accidents: [[Int32: Int64]] = []

    init(_ cells: CityCells) {
        self.cells = cells
        names = CityNames(cells.cityNames)
    }

    /// The group of `cell`, whose accidents count for its spelling: the next number for a new group. Nil when the cell has no city.
    mutating func group(of cell: Int) -> Int? {
        let spelling = cells.cities[cell]
        guard spelling != Cube.nullKey else { return nil }
        let key = Key(state: cells.states[cell], folded: names.folded[Int(spelling)])
        let group = groups[key] ?? accidents.count
        if group == accidents.count {
            groups[key] = group
            accidents.append([:])
        }
        accidents[group][spelling, default: 0] += cells.severities[cell].accidents
        return group
    }

    /// The spelling with most accidents; of several the first in byte order, which is the dictionary's.
    func commonest(_ group: Int) -> String? {
        let best = accidents[group].max { ($0.value, -$0.key) < ($1.value, -$1.key) }
        return best.map { cells.cityNames[Int($0.key)] }
    }
}
