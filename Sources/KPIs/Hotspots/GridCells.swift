import Cubes

/// The cells of a grid cube, cities put together: a country has millions of them.
///
/// In order of state, then latitude, then longitude. Nothing is copied but where each cell begins in the cube.
struct GridCells {
    /// The cells of each state, in its order.
    let states: [(name: String, cells: Range<Int>)]
    /// Where each cell begins in the cube, and one past its last row.
    let offsets: [Int32]
    private let latitudeKeys, longitudeKeys: [Int32]
    private let severityColumns: SeverityColumns
    private let latitudeSums, longitudeSums, yearBits: [Int64]

    var count: Int { offsets.count - 1 }

    /// Sweeps over the keys of the cube once.
    ///
    /// - Throws: ``KPIError`` with code `cube` when a dimension or measure of ``CubeSpec/grid`` is missing.
    init(_ cube: Cube) throws {
        let stateKeys = try cube.required(.state)
        let rows = try cube.required(.latitudeCell(perDegree: 100))
        let columns = try cube.required(.longitudeCell(perDegree: 100))
        var offsets: [Int32] = []
        offsets.reserveCapacity(cube.cellCount + 1)
        var states: [(name: String, cells: Range<Int>)] = []
        for row in 0..<cube.cellCount {
            let isNewState = row == 0 || stateKeys[row] != stateKeys[row - 1]
            guard isNewState || rows[row] != rows[row - 1] || columns[row] != columns[row - 1] else { continue }
            if isNewState { states.append((cube.dictionary(.state)[Int(stateKeys[row])], offsets.count..<offsets.count)) }
            offsets.append(Int32(row))
            states[states.count - 1].cells = states[states.count - 1].cells.lowerBound..<offsets.count
        }
        offsets.append(Int32(cube.cellCount))
        self.offsets = offsets
        self.states = states
        (latitudeKeys, longitudeKeys) = (rows, columns)
        severityColumns = try SeverityColumns(cube)
        latitudeSums = try cube.required(column: Measure.sum(.latitude).columnNames[1])
        longitudeSums = try cube.required(column: Measure.sum(.longitude).columnNames[1])
        yearBits = try cube.required(column: Measure.years.columnNames[0])
    }

    /// The rows of the cube that make up a cell: one per city.
    func cubeRows(_ cell: Int) -> Range<Int> { Int(offsets[cell])..<Int(offsets[cell + 1]) }

    /// ⌊latitude × 100⌋
    func row(_ cell: Int) -> Int32 { latitudeKeys[Int(offsets[cell])] }

    /// ⌊longitude × 100⌋
    func column(_ cell: Int) -> Int32 { longitudeKeys[Int(offsets[cell])] }

    func severities(_ cell: Int) -> SeverityCounts {
        var sum = SeverityCounts()
        for row in cubeRows(cell) { sum += severityColumns[row] }
        return sum
    }

    /// Σ latitude and Σ longitude of a cell's accidents, in the cube's units.
    func degreeSums(_ cell: Int) -> (latitudes: Int64, longitudes: Int64) {
        var sums: (Int64, Int64) = (0, 0)
        for row in cubeRows(cell) {
            sums.0 += latitudeSums[row]
            sums.1 += longitudeSums[row]
        }
        return sums
    }

    /// The years with an accident, as bits.
    func years(_ cell: Int) -> Int64 { cubeRows(cell).reduce(0) { $0 | yearBits[$1] } }

    /// Mean latitude and longitude of a cell's accidents.
    func centroid(_ cell: Int) -> Position {
        let sums = degreeSums(cell)
        return Position(latitudes: Double(sums.latitudes), longitudes: Double(sums.longitudes), accidents: severities(cell).accidents)
    }
}
