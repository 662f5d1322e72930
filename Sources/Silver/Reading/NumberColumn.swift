public import Accidents
public import ORC

/// A column of measurements; a value beyond the contract's limits counts as null.
public final class NumberColumn {
    /// One entry per row; 0 where there is no value.
    public internal(set) var values = Buffer<Double>()
    /// One entry per row: 1 where there is a value.
    public internal(set) var present = Buffer<UInt8>()
    /// The column of Silver.
    public let column: AccidentColumn
    private let limits: ClosedRange<Double>

    init(_ column: AccidentColumn) {
        self.column = column
        limits = AccidentLimits.range(of: column) ?? -.greatestFiniteMagnitude ... .greatestFiniteMagnitude
    }

    /// Takes the values' memory out of `vector`, nulls what lies outside the limits or is not a number, and returns how many it nulled.
    ///
    /// What is left in `vector` has no meaning until it is filled again.
    func fill(from vector: DoubleVector) -> Int {
        reserve(vector.count)
        swap(&values, &vector.values)
        let (value, isPresent, count) = (values.pointer, present.pointer, vector.count)
        let (low, high) = (limits.lowerBound, limits.upperBound)
        var outside = 0
        if vector.hasNulls {
            let exists = vector.present.pointer
            for row in 0..<count {
                let number = Double(bitPattern: value[row].bitPattern & (0 &- UInt64(exists[row])))
                value[row] = number
                outside &+= (number >= low && number <= high ? 0 : 1) & Int(exists[row])
            }
            isPresent.update(from: exists, count: count)
        } else {
            for row in 0..<count { outside &+= value[row] >= low && value[row] <= high ? 0 : 1 }
            isPresent.update(repeating: 1, count: count)
        }
        return outside == 0 ? 0 : nullOutside(count)
    }

    /// Nulls what lies outside the limits, and returns how many that are. Mostly there is none.
    private func nullOutside(_ count: Int) -> Int {
        var nulled = 0
        for row in 0..<count where present[row] != 0 && !limits.contains(values[row]) {
            (present[row], values[row]) = (0, 0)
            nulled += 1
        }
        return nulled
    }

    /// Every row null: the column is not there.
    func fillNull(_ count: Int) {
        reserve(count)
        values.pointer.update(repeating: 0, count: count)
        present.pointer.update(repeating: 0, count: count)
    }

    func reserve(_ count: Int) {
        values.reserve(count)
        present.reserve(count)
    }
}
