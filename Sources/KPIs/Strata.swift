import Cubes
import Statistics

/// The stratum of each cell: its (source, year), or its year alone when the cube has no source. A null source is one of its own.
struct Strata {
    /// A stratum a cell, in 0..<`count`.
    let ofCell: [Int]
    /// How many numbers there are; some may belong to no cell.
    let count: Int

    /// - Throws: ``KPIError`` with code `cube` when the cube has no year.
    init(_ cube: Cube) throws {
        let years = try cube.required(.year)
        let first = Int(years.min() ?? 0)
        let yearCount = Int(years.max() ?? 0) - first + 1
        guard let sources = cube.keys(.source) else {
            ofCell = years.map { Int($0) - first }
            count = yearCount
            return
        }
        // The null key is −1.
        ofCell = zip(sources, years).map { (Int($0) + 1) * yearCount + Int($1) - first }
        count = (cube.dictionary(.source).count + 1) * yearCount
    }

    /// Mean severity of each stratum over the country. Nil without any accident.
    func nationalReference(_ severities: SeverityColumns) -> IndirectStandardization? {
        var counts = [Int64](repeating: 0, count: count)
        var scores = counts
        for (cell, stratum) in ofCell.enumerated() {
            let severities = severities[cell]
            counts[stratum] += severities.accidents
            scores[stratum] += severities.score
        }
        return IndirectStandardization(counts: counts, scores: scores)
    }
}
