import Statistics

/// The cells of one state that lie among more accidents than chance would put there.
struct HotCells {
    /// The highest q-value of a hot cell.
    static let level = 0.05

    /// Positions in ``GridCells``, ascending, and their Gi* with its q-value.
    private(set) var cells: [Int] = []
    private(set) var z: [Double] = []
    private(set) var qValues: [Double] = []

    /// Tests the cells `range` of a state: Gi* of the accidents in each cell over its queen neighbors and itself.
    ///
    /// Where z cannot be computed a cell is not hot and is no test.
    init(_ grid: GridCells, _ range: Range<Int>) {
        let neighbors = Neighbors.queenAndSelf(rows: range.map(grid.row), columns: range.map(grid.column))
        let star = GetisOrd.star(range.map { Double(grid.severities($0).accidents) }, neighbors)
        // Only p-values up to the level can have a q-value up to it; of those with z ≤ 0 none is hot, but all count for the ranks.
        let tests = star.indices.filter { abs(star[$0] ?? 0) > 1.9 }
        let pValues = tests.map { NormalDistribution.twoSided(star[$0] ?? 0) }
        let all = BenjaminiHochberg.qValues(pValues, of: star.count { $0 != nil })
        for (test, qValue) in zip(tests, all) {
            guard qValue < Self.level, let z = star[test], z > 0 else { continue }
            cells.append(range.lowerBound + test)
            self.z.append(z)
            qValues.append(qValue)
        }
    }
}
