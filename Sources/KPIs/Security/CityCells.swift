import Cubes

/// The columns of a city cube that security needs, and the strata.
struct CityCells {
    let count: Int
    let states: [Int32]
    let stateNames: [String]
    let cities: [Int32]
    let cityNames: [String]
    let strata: Strata
    /// How many accidents of each severity a cell holds.
    let severities: SeverityColumns

    init(_ cube: Cube) throws {
        count = cube.cellCount
        states = try cube.required(.state)
        stateNames = cube.dictionary(.state)
        cities = try cube.required(.city)
        cityNames = cube.dictionary(.city)
        severities = try SeverityColumns(cube)
        strata = try Strata(cube)
    }
}
