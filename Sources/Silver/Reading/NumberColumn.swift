public import ORC

/// A column of measurements; a value beyond the contract's limits counts as null.
public final class NumberColumn {
    /// An entry a row; 0 where there is no value.
    public internal(set) var values = Buffer<Double>()
    /// An entry a row: 1 where there is a value.
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
        let (value, isPresent) = (values.pointer, present.pointer)
        let (low, high) = (limits.lowerBound, limits.upperBound)
        var kept = 0
        if vector.hasNulls {
            let exists = vector.present.pointer
            var existing = 0
            for row in 0..<vector.count {
                let keeps = exists[row] & (value[row] >= low && value[row] <= high ? 1 : 0)
                isPresent[row] = keeps
                value[row] = keeps == 0 ? 0 : value[row]
                kept += Int(keeps)
                existing += Int(exists[row])
            }
            return existing - kept
        }
        for row in 0..<vector.count {
            let keeps: UInt8 = value[row] >= low && value[row] <= high ? 1 : 0
            isPresent[row] = keeps
            value[row] = keeps == 0 ? 0 : value[row]
            kept += Int(keeps)
        }
        return vector.count - kept
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
