import Accidents
import Cubes
import ORC

/// The products of two quantities of the rows of a batch, in products of their moment units.
final class ProductColumn {
    let one: QuantityColumn
    let other: QuantityColumn
    /// One entry per row, 0 where one of the two has no value. Valid until the next batch.
    private(set) var values = Buffer<Int64>()
    /// Whether a product did not fit.
    private(set) var overflows = false

    init(_ one: QuantityColumn, _ other: QuantityColumn) {
        self.one = one
        self.other = other
    }

    /// Computes `count` products. What is not there is 0, and so is its product.
    ///
    /// Factors mostly fit into 32 bits, and then no product overflows and processors multiply several at a time.
    func fill(_ count: Int) {
        values.reserve(count)
        let (out, a, b) = (values.pointer, one.values.pointer, other.values.pointer)
        let half = Int64(1) << 31
        var bits: Int64 = 0
        for row in 0..<count {
            bits |= (a[row] &+ half) | (b[row] &+ half)
            out[row] = Int64(Int32(truncatingIfNeeded: a[row])) &* Int64(Int32(truncatingIfNeeded: b[row]))
        }
        overflows = false
        if UInt64(bitPattern: bits) >> 32 != 0 { fillLarge(count) }
    }

    private func fillLarge(_ count: Int) {
        let (out, a, b) = (values.pointer, one.values.pointer, other.values.pointer)
        for row in 0..<count {
            let (product, tooLarge) = a[row].multipliedReportingOverflow(by: b[row])
            out[row] = product
            overflows = overflows || tooLarge
        }
    }
}
