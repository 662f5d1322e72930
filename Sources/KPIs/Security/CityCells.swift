internal import Cubes
internal import Statistics

/// The columns of a city cube that security needs, and each cell's stratum.
struct CityCells {
    let count: Int
    let states: [Int32]
    let stateNames: [String]
    let cities: [Int32]
    let cityNames: [String]
    /// The stratum of each cell, 0..<`stratumCount`: its (source, year), or its year alone when the cube has no source.
    let strata: [Int]
    let stratumCount: Int
    /// How many accidents of each severity a cell holds.
    let severities: SeverityColumns

    init(_ cube: Cube) throws {
        count = cube.cellCount
        states = try cube.required(.state)
        stateNames = cube.dictionary(.state)
        cities = try cube.required(.city)
        cityNames = cube.dictionary(.city)
        severities = try SeverityColumns(cube)
        (strata, stratumCount) = CityCells.strata(sources: cube.keys(.source), years: try cube.required(.year))
    }

    /// Mean severity of each stratum over the country. Nil without any accident.
    func nationalReference() -> IndirectStandardisation? {
        var counts = [Int64](repeating: 0, count: stratumCount)
        var scores = counts
        for cell in 0..<count {
            let severities = severities[cell]
            counts[strata[cell]] += severities.accidents
            scores[strata[cell]] += severities.score
        }
        return IndirectStandardisation(counts: counts, scores: scores)
    }

    private struct Stratum: Hashable {
        var source: Int32
        var year: Int32
    }

    private static func strata(sources: [Int32]?, years: [Int32]) -> (of: [Int], count: Int) {
        var numbers: [Stratum: Int] = [:]
        let strata = years.indices.map { cell in
            let stratum = Stratum(source: sources?[cell] ?? Cube.nullKey, year: years[cell])
            let number = numbers[stratum] ?? numbers.count
            numbers[stratum] = number
            return number
        }
        return (strata, numbers.count)
    }
}
