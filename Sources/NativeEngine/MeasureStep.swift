import Accidents
import Cubes
import ORC
import Silver

/// Adds the rows of a chunk to one measure of their cells that is neither a histogram nor a sum.
enum MeasureStep {
    case count(Int)
    case countWhere(Int, ConditionColumn)
    case minimum(Int, QuantityColumn)
    case maximum(Int, QuantityColumn)
    case years(Int)

    /// - Parameter offset: of the measure's column in a cell.
    init?(_ measure: Measure, _ columns: BatchColumns, _ offset: Int) {
        switch measure {
        case .count: self = .count(offset)
        case .countWhere(let condition): self = .countWhere(offset, columns.column(condition))
        case .minimum(let quantity): self = .minimum(offset, columns.column(quantity, unit: quantity.unit))
        case .maximum(let quantity): self = .maximum(offset, columns.column(quantity, unit: quantity.unit))
        case .years: self = .years(offset)
        case .severityHistogram, .sum, .sumOfSquares, .sumOfProducts: return nil
        }
    }

    /// Adds `rows` of `batch`, whose cells begin at `position` (one entry per row of the chunk) in `cells`.
    func run(_ batch: AccidentBatch, _ rows: Range<Int>, _ position: UnsafePointer<UInt32>, _ cells: UnsafeMutablePointer<Int64>) {
        let count = rows.count
        switch self {
        case .count(let offset):
            let cell = cells + offset
            for row in 0..<count { cell[Int(position[row])] &+= 1 }
        case .countWhere(let offset, let condition):
            let cell = cells + offset, met = condition.met.pointer + rows.lowerBound
            for row in 0..<count { cell[Int(position[row])] &+= Int64(met[row]) }
        case .minimum(let offset, let quantity):
            Self.compare(quantity, rows, position, cells + offset) { $0 < $1 }
        case .maximum(let offset, let quantity):
            Self.compare(quantity, rows, position, cells + offset) { $0 > $1 }
        case .years(let offset):
            let cell = cells + offset, month = batch.month.pointer + rows.lowerBound
            for row in 0..<count { cell[Int(position[row])] |= 1 &<< Int64(month[row] / 12 &- Int32(Measure.firstYear)) }
        }
    }

    @inline(__always)
    private static func compare(
        _ quantity: QuantityColumn, _ rows: Range<Int>, _ position: UnsafePointer<UInt32>, _ cell: UnsafeMutablePointer<Int64>,
        _ precedes: (Int64, Int64) -> Bool
    ) {
        let value = quantity.values.pointer + rows.lowerBound
        let present = quantity.present.map { $0 + rows.lowerBound }
        for row in 0..<rows.count where precedes(value[row], cell[Int(position[row])]) {
            if present.map({ $0[row] != 0 }) ?? true { cell[Int(position[row])] = value[row] }
        }
    }
}
