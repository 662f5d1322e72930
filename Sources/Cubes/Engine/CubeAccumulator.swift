import ORC
import Silver

/// Fills one cube from batches of accepted accidents.
///
/// For each batch the packed key of every row is built dimension by dimension, looked up once, and the group numbers are shared
/// by all measures. Sums are integers, so neither the order of rows nor that of batches matters.
final class CubeAccumulator {
    let spec: CubeSpec
    private var groups = GroupTable()
    /// A column a measure column, a value a group.
    private var columns: [[Int64]]
    private var packed = Buffer<UInt64>()
    private var groupOfRow = Buffer<Int32>()

    init(_ spec: CubeSpec) {
        self.spec = spec
        columns = spec.measures.flatMap(\.columnNames).map { _ in [] }
    }

    /// Adds every row of `batch`.
    func add(_ batch: AccidentBatch) {
        packed.reserve(batch.count)
        groupOfRow.reserve(batch.count)
        packed.pointer.update(repeating: 0, count: batch.count)
        for dimension in spec.dimensions { dimension.pack(batch, into: packed.pointer) }
        groups.lookUp(packed.pointer, count: batch.count, into: groupOfRow.pointer)
        var column = 0
        for measure in spec.measures {
            add(measure, batch, firstColumn: column)
            column += measure.columnNames.count
        }
    }

    private func add(_ measure: Measure, _ batch: AccidentBatch, firstColumn: Int) {
        let group = groupOfRow.pointer
        for (offset, identity) in measure.identities.enumerated() {
            let missing = groups.count - columns[firstColumn + offset].count
            columns[firstColumn + offset].append(contentsOf: repeatElement(identity, count: missing))
        }
        switch measure {
        case .count:
            columns[firstColumn].withUnsafeMutableBufferPointer { sum in
                for row in 0..<batch.count { sum[Int(group[row])] &+= 1 }
            }
        case .severityHistogram:
            let severity = batch.severity.pointer
            for level in 0..<4 {
                columns[firstColumn + level].withUnsafeMutableBufferPointer { sum in
                    for row in 0..<batch.count { sum[Int(group[row])] &+= severity[row] == level + 1 ? 1 : 0 }
                }
            }
        default: preconditionFailure("to come")
        }
    }

    /// The cube so far. Codes are resolved by the text columns of `batch`, which must be the one that was added.
    func finish(_ batch: AccidentBatch) -> Cube {
        var keys: [[Int32]] = []
        var dictionaries: [[String]] = []
        var shift: UInt64 = 0
        for dimension in spec.dimensions.reversed() {
            let mask = (UInt64(1) << dimension.bitWidth) - 1
            keys.insert(groups.keys.map { Int32(truncatingIfNeeded: ($0 >> shift) & mask) - 1 }, at: 0)
            dictionaries.insert(dimension.texts(batch), at: 0)
            shift += UInt64(dimension.bitWidth)
        }
        return Cube.sorted(spec: spec, keys: keys, dictionaries: dictionaries, columns: columns)
    }
}
