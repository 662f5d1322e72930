/// The order that sorts packed keys, and which of the sorted keys are equal.
package struct KeyOrder: Sendable {
    /// Distinct keys.
    package let count: Int
    /// The distinct keys, ascending.
    private let distinct: [UInt64]
    /// The cells in the order of their keys.
    private let cells: [Int32]
    /// Where the cells of each distinct key begin in `cells`, and the end; empty when no key comes twice.
    private let starts: [Int32]

    /// Sorts `keys`; equal keys stay in the order they have.
    package init(_ keys: consuming [UInt64]) {
        var sorter = KeySorter(keys)
        sorter.sort()
        let sorted = sorter.keys
        cells = sorter.cells
        let firsts = Self.firsts(of: sorted)
        count = firsts.count
        if count == sorted.count {
            distinct = sorted
            starts = []
        } else {
            distinct = firsts.map { sorted[Int($0)] }
            starts = firsts + [Int32(sorted.count)]
        }
    }

    /// Where each distinct key comes first.
    private static func firsts(of sorted: [UInt64]) -> [Int32] {
        [Int32](unsafeUninitializedCapacity: sorted.count) { first, count in
            sorted.withUnsafeBufferPointer { key in
                for index in key.indices where index == 0 || key[index] != key[index - 1] {
                    first[count] = Int32(index)
                    count += 1
                }
            }
        }
    }

    /// The key of one dimension of each distinct key.
    package func keys(_ dimension: Int, _ layout: KeyLayout) -> [Int32] {
        [Int32](unsafeUninitializedCapacity: count) { out, initialized in
            for (index, key) in distinct.enumerated() { out[index] = layout.key(dimension, of: key) }
            initialized = count
        }
    }

    /// The columns of cells kept row by row, `width` values each, when no key comes twice.
    ///
    /// Goes through the cells a block at a time, so that a row that was fetched for one column is still there for the next.
    package func columns(of rows: UnsafePointer<Int64>, width: Int) -> [[Int64]] {
        precondition(starts.isEmpty, "cells with equal keys are to be combined")
        var columns = (0..<width).map { _ in [Int64]() }
        for index in columns.indices { columns[index].reserveCapacity(count) }
        cells.withUnsafeBufferPointer { cells in
            for start in stride(from: 0, to: count, by: 1024) {
                let block = cells[start..<min(start + 1024, count)]
                for index in columns.indices { columns[index].append(contentsOf: block.lazy.map { rows[Int($0) &* width &+ index] }) }
            }
        }
        return columns
    }

    /// One value per distinct key. Nil when a sum does not fit.
    func combine(_ values: UnsafeBufferPointer<Int64>, _ combination: Combination) -> [Int64]? {
        switch combination {
        case .sum: return sum(values)
        case .minimum: return combine(values) { min($0, $1) }
        case .maximum: return combine(values) { max($0, $1) }
        case .union: return combine(values) { $0 | $1 }
        }
    }

    private func sum(_ values: UnsafeBufferPointer<Int64>) -> [Int64]? {
        var overflows = false
        let column = combine(values) {
            let (sum, overflow) = $0.addingReportingOverflow($1)
            overflows = overflows || overflow
            return sum
        }
        return overflows ? nil : column
    }

    @inline(__always)
    private func combine(_ values: UnsafeBufferPointer<Int64>, _ operation: (Int64, Int64) -> Int64) -> [Int64] {
        [Int64](unsafeUninitializedCapacity: count) { out, initialized in
            cells.withUnsafeBufferPointer { cells in
                if starts.isEmpty {
                    for index in 0..<count { out[index] = values[Int(cells[index])] }
                } else {
                    starts.withUnsafeBufferPointer { starts in
                        for index in 0..<count {
                            var value = values[Int(cells[Int(starts[index])])]
                            for cell in Int(starts[index]) + 1..<Int(starts[index + 1]) { value = operation(value, values[Int(cells[cell])]) }
                            out[index] = value
                        }
                    }
                }
            }
            initialized = count
        }
    }
}
