import Accidents
import Cubes
import ORC
import Silver

/// The measures of a cube as its cells hold them while they are filled.
///
///     cell = severities (4, where they are counted)  sums …  missing …  others …
///
/// Sums are side by side, so that several are added to at a time. A sum comes with the number of accidents that lack the value: few do, so
/// that counting these takes less than counting those that have it.
struct CellMeasures {
    /// What a cell holds before its first accident.
    private(set) var identity: [Int64] = []
    /// Whether a cell begins with the four severities.
    let countsSeverities: Bool
    private let spec: CubeSpec
    private var addends: [Addend] = []
    private var lacking: [QuantityColumn] = []
    private var others: [MeasureStep] = []
    /// Where the number of a cell's accidents is, for a cube that counts no severities.
    private var countOffset = 0
    /// The first column of each measure of the spec; of a sum, where it is added up.
    private var offsets: [Int] = []
    private var lackingOffsets: [Int] = []

    /// The measures of `spec`, which take their values from `columns`.
    init(_ spec: CubeSpec, _ columns: BatchColumns) {
        self.spec = spec
        countsSeverities = spec.measures.contains(.severityHistogram)
        if countsSeverities { identity = [0, 0, 0, 0] }
        offsets = [Int](repeating: 0, count: spec.measures.count)
        lackingOffsets = offsets
        for (index, measure) in spec.measures.enumerated() {
            guard let addend = Addend(measure, columns) else { continue }
            offsets[index] = identity.count
            identity.append(0)
            addends.append(addend)
        }
        for case (let index, .sum(let quantity)) in spec.measures.enumerated() {
            lackingOffsets[index] = identity.count
            identity.append(0)
            lacking.append(columns.column(quantity, unit: quantity.unit))
            lacking.last?.listLacking()
        }
        addOthers(columns)
    }

    private mutating func addOthers(_ columns: BatchColumns) {
        for (index, measure) in spec.measures.enumerated() {
            guard let step = MeasureStep(measure, columns, identity.count) else { continue }
            offsets[index] = identity.count
            identity.append(measure.combination.identity)
            others.append(step)
        }
        if countsSeverities { return }
        if let index = spec.measures.firstIndex(of: .count) {
            countOffset = offsets[index]
        } else {
            countOffset = identity.count
            others.append(.count(countOffset))
            identity.append(0)
        }
    }

    private var sumOffset: Int { countsSeverities ? 4 : 0 }

    /// Adds `rows` of `batch` to everything but the severities of their cells, which begin at `position` (one entry per row of the chunk).
    ///
    /// - Returns: whether a sum did not fit.
    func add(_ batch: AccidentBatch, _ rows: Range<Int>, _ position: UnsafePointer<UInt32>, _ cells: UnsafeMutablePointer<Int64>) -> Bool {
        var overflows = false
        if !addends.isEmpty {
            overflows = withUnsafeTemporaryAllocation(of: UnsafePointer<Int64>.self, capacity: addends.count) { values in
                for (index, addend) in addends.enumerated() { values.initializeElement(at: index, to: addend.values + rows.lowerBound) }
                return CellAddition.add(UnsafeBufferPointer(values), rows.count, position, cells + sumOffset)
            }
            overflows = overflows || addends.contains(where: \.overflows)
        }
        for (index, column) in lacking.enumerated() {
            let cell = cells + sumOffset + addends.count + index
            for row in column.lacking(in: rows) { cell[Int(position[Int(row) - rows.lowerBound])] &+= 1 }
        }
        for step in others { step.run(batch, rows, position, cells) }
        return overflows
    }

    /// The columns of the spec made of those of the cells.
    func columns(of cells: [[Int64]]) -> [[Int64]] {
        let counts = countsSeverities ? cells[0].indices.map { cells[0][$0] + cells[1][$0] + cells[2][$0] + cells[3][$0] } : cells[countOffset]
        return spec.measures.indices.flatMap { index in
            switch spec.measures[index] {
            case .severityHistogram: Array(cells[..<4])
            case .sum: [zip(counts, cells[lackingOffsets[index]]).map { $0 - $1 }, cells[offsets[index]]]
            default: [cells[offsets[index]]]
            }
        }
    }
}

/// What is added to a column of sums, one value per row: a quantity, or a product of two.
private enum Addend {
    case quantity(QuantityColumn)
    case product(ProductColumn)

    /// Nil for a measure that is no sum.
    init?(_ measure: Measure, _ columns: BatchColumns) {
        switch measure {
        case .sum(let quantity): self = .quantity(columns.column(quantity, unit: quantity.unit))
        case .sumOfSquares(let quantity): self = .product(columns.product(quantity, quantity))
        case .sumOfProducts(let one, let other): self = .product(columns.product(one, other))
        default: return nil
        }
    }

    var values: UnsafePointer<Int64> {
        switch self {
        case .quantity(let column): UnsafePointer(column.values.pointer)
        case .product(let column): UnsafePointer(column.values.pointer)
        }
    }

    var overflows: Bool {
        if case .product(let column) = self { column.overflows } else { false }
    }
}
