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
    private let histogram: [[Int64]]

    init(_ cube: Cube) throws {
        func keys(_ dimension: Dimension) throws -> [Int32] {
            guard let keys = cube.keys(dimension) else { throw CityCells.missing("dimension '\(dimension.rawValue)'", cube) }
            return keys
        }
        count = cube.cellCount
        states = try keys(.state)
        stateNames = cube.dictionary(.state)
        cities = try keys(.city)
        cityNames = cube.dictionary(.city)
        histogram = try Measure.severityHistogram.columnNames.map {
            guard let column = cube.column($0) else { throw CityCells.missing("measure column '\($0)'", cube) }
            return column
        }
        (strata, stratumCount) = CityCells.strata(sources: cube.keys(.source), years: try keys(.year))
    }

    /// How many accidents of each severity a cell holds.
    func severities(_ cell: Int) -> SeverityCounts {
        SeverityCounts(one: histogram[0][cell], two: histogram[1][cell], three: histogram[2][cell], four: histogram[3][cell])
    }

    /// Mean severity of each stratum over the country. Nil without any accident.
    func nationalReference() -> IndirectStandardisation? {
        var counts = [Int64](repeating: 0, count: stratumCount)
        var scores = counts
        for cell in 0..<count {
            let severities = severities(cell)
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

    private static func missing(_ what: String, _ cube: Cube) -> KPIError {
        let dimensions = cube.spec.dimensions.map(\.rawValue).joined(separator: ", ")
        let columns = cube.spec.measures.flatMap(\.columnNames).joined(separator: ", ")
        return KPIError(.cube, "expected \(what), found dimensions \(dimensions) and measures \(columns)", at: "cube '\(cube.spec.name)'")
    }
}
