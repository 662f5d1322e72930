import ORC
import Silver

/// Adds the rows of a chunk to one measure of their cells.
enum MeasureStep {
    case count(Int)
    case severityHistogram(Int)
    case countWhere(Int, ConditionColumn)
    case sum(Int, QuantityColumn)
    case minimum(Int, QuantityColumn)
    case maximum(Int, QuantityColumn)
    case sumOfSquares(Int, QuantityColumn)
    case sumOfProducts(Int, QuantityColumn, QuantityColumn)
    case years(Int)

    /// - Parameter offset: of the measure's first column in a cell.
    init(_ measure: Measure, _ columns: BatchColumns, _ offset: Int) {
        switch measure {
        case .count: self = .count(offset)
        case .severityHistogram: self = .severityHistogram(offset)
        case .countWhere(let condition): self = .countWhere(offset, columns.column(condition))
        case .sum(let quantity): self = .sum(offset, columns.column(quantity, unit: quantity.unit))
        case .minimum(let quantity): self = .minimum(offset, columns.column(quantity, unit: quantity.unit))
        case .maximum(let quantity): self = .maximum(offset, columns.column(quantity, unit: quantity.unit))
        case .sumOfSquares(let quantity): self = .sumOfSquares(offset, columns.column(quantity, unit: quantity.momentUnit))
        case .sumOfProducts(let one, let other):
            self = .sumOfProducts(offset, columns.column(one, unit: one.momentUnit), columns.column(other, unit: other.momentUnit))
        case .years: self = .years(offset)
        }
    }

    /// Adds `rows` of `batch`, whose cells begin at `position` (an entry a row of the chunk) in `cells`.
    ///
    /// - Returns: whether a sum did not fit.
    func run(_ batch: AccidentBatch, _ rows: Range<Int>, _ position: UnsafePointer<Int>, _ cells: UnsafeMutablePointer<Int64>) -> Bool {
        let count = rows.count
        switch self {
        case .count(let offset):
            let cell = cells + offset
            for row in 0..<count { cell[position[row]] &+= 1 }
        case .severityHistogram(let offset):
            let cell = cells + offset - 1, severity = batch.severity.pointer + rows.lowerBound
            for row in 0..<count { cell[position[row] &+ Int(severity[row])] &+= 1 }
        case .countWhere(let offset, let condition):
            let cell = cells + offset, met = condition.met.pointer + rows.lowerBound
            for row in 0..<count { cell[position[row]] &+= Int64(met[row]) }
        case .sum(let offset, let quantity):
            return Self.sum(Chunk(quantity, rows), position, cells + offset)
        case .minimum(let offset, let quantity):
            Self.compare(Chunk(quantity, rows), position, cells + offset) { $0 < $1 }
        case .maximum(let offset, let quantity):
            Self.compare(Chunk(quantity, rows), position, cells + offset) { $0 > $1 }
        case .sumOfSquares(let offset, let quantity):
            return Self.sumOfProducts(Chunk(quantity, rows), Chunk(quantity, rows), position, cells + offset)
        case .sumOfProducts(let offset, let one, let other):
            return Self.sumOfProducts(Chunk(one, rows), Chunk(other, rows), position, cells + offset)
        case .years(let offset):
            let cell = cells + offset, month = batch.month.pointer + rows.lowerBound
            for row in 0..<count { cell[position[row]] |= 1 &<< Int64(month[row] / 12 &- Int32(Measure.firstYear)) }
        }
        return false
    }

    /// A quantity of the rows of a chunk.
    private struct Chunk {
        let count: Int
        let values: UnsafePointer<Int64>
        let present: UnsafePointer<UInt8>?

        init(_ column: QuantityColumn, _ rows: Range<Int>) {
            count = rows.count
            values = UnsafePointer(column.values.pointer + rows.lowerBound)
            present = column.present.map { UnsafePointer($0 + rows.lowerBound) }
        }
    }

    /// Adds to two columns: how many there are, and their sum. What is not there is 0.
    private static func sum(_ chunk: Chunk, _ position: UnsafePointer<Int>, _ cell: UnsafeMutablePointer<Int64>) -> Bool {
        var overflows = false
        let value = chunk.values
        if let present = chunk.present {
            for row in 0..<chunk.count {
                let at = position[row]
                cell[at] &+= Int64(present[row])
                let (sum, overflow) = cell[at &+ 1].addingReportingOverflow(value[row])
                cell[at &+ 1] = sum
                overflows = overflows || overflow
            }
        } else {
            for row in 0..<chunk.count {
                let at = position[row]
                cell[at] &+= 1
                let (sum, overflow) = cell[at &+ 1].addingReportingOverflow(value[row])
                cell[at &+ 1] = sum
                overflows = overflows || overflow
            }
        }
        return overflows
    }

    @inline(__always)
    private static func compare(
        _ chunk: Chunk, _ position: UnsafePointer<Int>, _ cell: UnsafeMutablePointer<Int64>, _ precedes: (Int64, Int64) -> Bool
    ) {
        let value = chunk.values
        for row in 0..<chunk.count where precedes(value[row], cell[position[row]]) {
            if chunk.present.map({ $0[row] != 0 }) ?? true { cell[position[row]] = value[row] }
        }
    }

    /// What is not there is 0, and so is its product.
    private static func sumOfProducts(_ one: Chunk, _ other: Chunk, _ position: UnsafePointer<Int>, _ cell: UnsafeMutablePointer<Int64>) -> Bool {
        var overflows = false
        for row in 0..<one.count {
            let (product, tooLarge) = one.values[row].multipliedReportingOverflow(by: other.values[row])
            let (sum, overflow) = cell[position[row]].addingReportingOverflow(product)
            cell[position[row]] = sum
            overflows = overflows || overflow || tooLarge
        }
        return overflows
    }
}
