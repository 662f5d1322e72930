import Cubes

/// Hot cells around a seed: a candidate for `hotspots`.
struct HotspotZone {
    let state: String
    /// Gi* of the seed and its q-value.
    let z: Double
    let qValue: Double
    /// Positions in ``GridCells``; the seed comes first.
    let cells: [Int]
    let severities: SeverityCounts
    /// Mean position of the zone's accidents.
    let center: Position
    /// How many calendar years saw an accident here.
    let yearsActive: Int

    init(_ grid: GridCells, state: String, cells: [Int], z: Double, qValue: Double) {
        self.state = state
        self.cells = cells
        self.z = z
        self.qValue = qValue
        severities = cells.reduce(into: SeverityCounts()) { $0 += grid.severities($1) }
        center = Position(
            latitudes: Double(cells.reduce(0) { $0 + Int128(grid.degreeSums($1).latitudes) }),
            longitudes: Double(cells.reduce(0) { $0 + Int128(grid.degreeSums($1).longitudes) }),
            accidents: severities.accidents)
        yearsActive = cells.reduce(0) { $0 | grid.years($1) }.nonzeroBitCount
    }

    /// The smallest r such that cells whose centroid lies within r miles of the center hold nine tenths of the accidents; at least 0.1.
    func radiusMiles(_ grid: GridCells) -> Double {
        let byDistance = cells.map { (miles: center.miles(to: grid.centroid($0)), accidents: grid.severities($0).accidents) }
            .sorted { $0.miles < $1.miles }
        var inside: Int64 = 0
        for cell in byDistance {
            inside += cell.accidents
            if 10 * inside >= 9 * severities.accidents { return max(0.1, cell.miles) }
        }
        return 0.1
    }
}

extension HotspotZone {
    /// The zones of a state, seeds by S descending (ties: cell): each seed absorbs the unused hot cells whose centroid lies within
    /// `radiusMiles` of its own.
    static func all(_ grid: GridCells, state: String, _ hot: HotCells, radiusMiles: Double) -> [HotspotZone] {
        let scores = hot.cells.map { grid.severities($0).score }
        let order = hot.cells.indices.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }
        let search = NearbyCells(grid, hot.cells, radiusMiles: radiusMiles)
        var isUsed = [Bool](repeating: false, count: hot.cells.count)
        return order.compactMap { seed in
            guard !isUsed[seed] else { return nil }
            isUsed[seed] = true
            let absorbed = search.near(seed).filter { !isUsed[$0] }
            for cell in absorbed { isUsed[cell] = true }
            return HotspotZone(
                grid, state: state, cells: [hot.cells[seed]] + absorbed.map { hot.cells[$0] }, z: hot.z[seed], qValue: hot.qValues[seed])
        }
    }
}
