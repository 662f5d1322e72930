internal import Cubes

/// The cells of a grid cube, cities put together, column by column: a country has millions of them.
///
/// In order of state, then latitude, then longitude.
struct GridCells {
    /// The cells of each state, in the order of ``stateNames``' codes that occur.
    private(set) var states: [(name: String, cells: Range<Int>)] = []
    /// ⌊latitude × 100⌋
    private(set) var rows: [Int32] = []
    /// ⌊longitude × 100⌋
    private(set) var columns: [Int32] = []
    private(set) var severities: [SeverityCounts] = []
    /// Σ latitude and Σ longitude, in the cube's units.
    private(set) var latitudes: [Int64] = []
    private(set) var longitudes: [Int64] = []
    /// The years with an accident, as bits.
    private(set) var years: [Int64] = []
    /// Where the cells begin in the cube, and one past its last cell.
    private(set) var offsets: [Int] = []

    var count: Int { rows.count }

    /// Sweeps over the cells of the cube once.
    ///
    /// - Throws: ``KPIError`` with code `cube` when a dimension or measure of ``CubeSpec/grid`` is missing.
    init(_ cube: Cube) throws {
        let source = try GridColumns(cube)
        reserve(cube.cellCount)
        var lastState: Int32?
        for cell in 0..<cube.cellCount {
            let isNewState = source.states[cell] != lastState
            if isNewState || source.rows[cell] != rows[rows.count - 1] || source.columns[cell] != columns[columns.count - 1] {
                if isNewState { begin(cube.dictionary(.state)[Int(source.states[cell])]) }
                lastState = source.states[cell]
                append(source, cell)
            } else {
                add(source, cell)
            }
        }
        if !states.isEmpty { states[states.count - 1].cells = states[states.count - 1].cells.lowerBound..<count }
        offsets.append(cube.cellCount)
    }

    /// Mean latitude and longitude of a cell's accidents.
    func centroid(_ cell: Int) -> Position {
        Position(latitudes: Int128(latitudes[cell]), longitudes: Int128(longitudes[cell]), accidents: severities[cell].accidents)
    }

    private mutating func reserve(_ count: Int) {
        rows.reserveCapacity(count)
        columns.reserveCapacity(count)
        severities.reserveCapacity(count)
        latitudes.reserveCapacity(count)
        longitudes.reserveCapacity(count)
        years.reserveCapacity(count)
        offsets.reserveCapacity(count + 1)
    }

    private mutating func begin(_ state: String) {
        if !states.isEmpty { states[states.count - 1].cells = states[states.count - 1].cells.lowerBound..<count }
        states.append((state, count..<count))
    }

    private mutating func append(_ source: GridColumns, _ cell: Int) {
        rows.append(source.rows[cell])
        columns.append(source.columns[cell])
        severities.append(source.severities[cell])
        latitudes.append(source.latitudes[cell])
        longitudes.append(source.longitudes[cell])
        years.append(source.years[cell])
        offsets.append(cell)
    }

    private mutating func add(_ source: GridColumns, _ cell: Int) {
        let last = count - 1
        severities[last] += source.severities[cell]
        latitudes[last] += source.latitudes[cell]
        longitudes[last] += source.longitudes[cell]
        years[last] |= source.years[cell]
    }
}

/// The columns of a grid cube.
private struct GridColumns {
    let states, rows, columns: [Int32]
    let severities: SeverityColumns
    let latitudes, longitudes, years: [Int64]

    init(_ cube: Cube) throws {
        states = try cube.required(.state)
        rows = try cube.required(.latitudeCell(perDegree: 100))
        columns = try cube.required(.longitudeCell(perDegree: 100))
        severities = try SeverityColumns(cube)
        latitudes = try cube.required(column: Measure.sum(.latitude).columnNames[1])
        longitudes = try cube.required(column: Measure.sum(.longitude).columnNames[1])
        years = try cube.required(column: Measure.years.columnNames[0])
    }
}
