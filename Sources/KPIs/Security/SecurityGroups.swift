import Accidents
import Cubes
import Statistics

/// The country, the states and the cities of a city cube, each with its counts and its expected score.
struct SecurityGroups {
    /// The figures of one row to be.
    struct Group {
        var state: String
        var city: String?
        var severities = SeverityCounts()
        /// E: Σ over its cells of accidents × national mean severity of the cell's stratum.
        var expectedScore = 0.0
    }

    var country = Group(state: Country.code)
    /// In order of state.
    var states: [Group] = []
    /// In order of state, then of city in byte order.
    var cities: [Group] = []
    /// For each state that has any, its accidents without a city.
    var withoutCity: [Group] = []
    var reference: IndirectStandardization

    /// Groups the cells of `cube`. Nil when it holds no accident.
    ///
    /// - Throws: ``KPIError`` with code `cube` when a dimension or measure is missing.
    init?(_ cube: Cube) throws {
        let cells = try CityCells(cube)
        guard let reference = cells.strata.nationalReference(cells.severities) else { return nil }
        self.reference = reference
        var spellings = CitySpellings(cells)
        for cell in 0..<cells.count {
            let severities = cells.severities[cell]
            let expected = Double(severities.accidents) * reference.stratumMeans[cells.strata.ofCell[cell]]
            let state = cells.stateNames[Int(cells.states[cell])]
            if states.last?.state != state { states.append(Group(state: state)) }
            country.add(severities, expected)
            states[states.count - 1].add(severities, expected)
            guard let city = spellings.group(of: cell) else {
                if withoutCity.last?.state != state { withoutCity.append(Group(state: state)) }
                withoutCity[withoutCity.count - 1].add(severities, expected)
                continue
            }
            if city == cities.count { cities.append(Group(state: state)) }
            cities[city].add(severities, expected)
        }
        for index in cities.indices { cities[index].city = spellings.commonest(index) }
        cities.sort { ($0.state, $0.city ?? "") < ($1.state, $1.city ?? "") }
    }
}

extension SecurityGroups.Group {
    mutating func add(_ counts: SeverityCounts, _ expected: Double) {
        severities += counts
        expectedScore += expected
    }
}
