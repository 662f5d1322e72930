import Accidents
import Cubes
import ORC
import Silver

/// What cubes make of a batch before they group it: keys, whole-number quantities and conditions, each computed once for all cubes.
final class BatchColumns {
    private var dimensions: [DimensionColumn] = []
    private var quantities: [QuantityColumn] = []
    private var products: [ProductColumn] = []
    private var conditions: [ConditionColumn] = []

    /// The column of `dimension`, shared by all who ask for it.
    func column(_ dimension: Dimension) -> DimensionColumn {
        if let known = dimensions.first(where: { $0.dimension == dimension }) { return known }
        var source: QuantityColumn?
        if case .bin(let quantity) = dimension { source = column(quantity, unit: quantity.unit) }
        let column = DimensionColumn(dimension, bins: source)
        dimensions.append(column)
        return column
    }

    /// The column of `quantity` in whole `unit`s, shared by all who ask for it.
    func column(_ quantity: Quantity, unit: Double) -> QuantityColumn {
        if let known = quantities.first(where: { $0.quantity == quantity && $0.unit == unit }) { return known }
        let column = QuantityColumn(quantity, unit: unit)
        quantities.append(column)
        return column
    }

    /// The column of the products of two quantities in their moment units, shared by all who ask for it.
    func product(_ one: Quantity, _ other: Quantity) -> ProductColumn {
        if let known = products.first(where: { $0.one.quantity == one && $0.other.quantity == other }) { return known }
        let product = ProductColumn(column(one, unit: one.momentUnit), column(other, unit: other.momentUnit))
        products.append(product)
        return product
    }

    /// The column of `condition`, shared by all who ask for it.
    func column(_ condition: Condition) -> ConditionColumn {
        if let known = conditions.first(where: { $0.condition == condition }) { return known }
        var source: DimensionColumn?
        if case .known(let dimension) = condition { source = column(dimension) }
        let column = ConditionColumn(condition, dimension: source)
        conditions.append(column)
        return column
    }

    /// Computes every column that was asked for, for the rows of `batch`.
    func fill(_ batch: AccidentBatch) {
        for column in quantities { column.fill(batch) }
        for product in products { product.fill(batch.count) }
        let span = MonthSpan(batch)
        for column in dimensions { column.fill(batch, span) }
        for column in conditions { column.fill(batch) }
    }
}

/// The days and months that the rows of a batch are in.
struct MonthSpan {
    let days: ClosedRange<Int32>
    let months: ClosedRange<Int32>

    init(_ batch: AccidentBatch) {
        days = Self.range(batch.day.pointer, batch.count)
        months = Self.range(batch.month.pointer, batch.count)
    }

    private static func range(_ values: UnsafePointer<Int32>, _ count: Int) -> ClosedRange<Int32> {
        guard count > 0 else { return 0...0 }
        var low = values[0], high = values[0]
        for row in 1..<count {
            low = min(low, values[row])
            high = max(high, values[row])
        }
        return low...high
    }
}
