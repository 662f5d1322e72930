import ORC
import Silver

/// Fills one cube from batches of accepted accidents.
///
/// The packed key of every row is looked up once, and the position of its cell is shared by all measures. Cells lie row by row, so that a
/// cell's measures share cache lines. Everything is a whole number combined without regard to order: neither the order of rows nor that of
/// batches matters.
final class CubeAccumulator {
    let spec: CubeSpec
    private let dimensions: [DimensionColumn]
    private let filter: ConditionColumn?
    private let steps: [MeasureStep]
    /// What a cell holds before its first accident.
    private let identity: [Int64]
    private var groups: GroupIndex
    /// One row of measures for accidents that the filter leaves out, then one a group.
    private var cells = Buffer<Int64>()
    private var cellCount = 0
    private var packed = Buffer<UInt64>(capacity: rowsPerChunk)
    private var groupOfRow = Buffer<Int32>(capacity: rowsPerChunk)
    private var position = Buffer<Int>(capacity: rowsPerChunk)
    private var overflows = false

    /// Rows that go through all passes at once: few enough for their keys and cells to stay in the cache.
    private static let rowsPerChunk = 2048

    /// An empty cube that takes its keys and values from `columns`.
    init(_ spec: CubeSpec, _ columns: BatchColumns) {
        self.spec = spec
        dimensions = spec.dimensions.map(columns.column)
        filter = spec.filter.map(columns.column)
        identity = spec.measures.flatMap { measure in measure.columnNames.map { _ in measure.combination.identity } }
        groups = GroupIndex(spec.name, dimensions: spec.dimensions.count)
        var steps: [MeasureStep] = []
        var offset = 0
        for measure in spec.measures {
            steps.append(MeasureStep(measure, columns, offset))
            offset += measure.columnNames.count
        }
        self.steps = steps
        growCells()
    }

    /// Adds every row of `batch`, whose columns have been filled.
    ///
    /// - Throws: ``CubeError`` when the keys need more than 64 bits, or a sum does not fit.
    func add(_ batch: AccidentBatch) throws {
        try groups.prepare(dimensions.map(\.domain))
        for start in stride(from: 0, to: batch.count, by: Self.rowsPerChunk) {
            add(batch, start..<min(start + Self.rowsPerChunk, batch.count))
        }
        if overflows { throw CubeError.overflow(spec.name) }
    }

    /// Forgets all cells.
    func removeAll() {
        groups.removeAll()
        cellCount = 0
        growCells()
    }

    // MARK: Passes over a chunk

    private func add(_ batch: AccidentBatch, _ rows: Range<Int>) {
        pack(rows)
        if let filter {
            lookUp(rows, met: filter.met.pointer + rows.lowerBound)
        } else {
            groups.lookUp(packed.pointer, rows.count, into: groupOfRow.pointer)
        }
        growCells()
        let (group, position, width) = (groupOfRow.pointer, position.pointer, identity.count)
        for row in 0..<rows.count { position[row] = (Int(group[row]) &+ 1) &* width }
        for step in steps {
            overflows = step.run(batch, rows, UnsafePointer(position), cells.pointer) || overflows
        }
    }

    private func pack(_ rows: Range<Int>) {
        let out = packed.pointer
        out.update(repeating: 0, count: rows.count)
        for (dimension, part) in zip(dimensions, groups.layout.parts) {
            let (base, shift) = (part.base, UInt64(part.shift))
            if dimension.domain.count == 1 {
                let bits = UInt64(UInt32(bitPattern: dimension.domain.lowerBound &- base)) &<< shift
                if bits != 0 { for row in 0..<rows.count { out[row] |= bits } }
            } else {
                let key = dimension.keys + rows.lowerBound
                for row in 0..<rows.count { out[row] |= UInt64(UInt32(bitPattern: key[row] &- base)) &<< shift }
            }
        }
    }

    /// Looks up the rows that are met; the others belong to group −1.
    private func lookUp(_ rows: Range<Int>, met: UnsafePointer<UInt8>) {
        let (key, group) = (packed.pointer, groupOfRow.pointer)
        var kept = 0
        for row in 0..<rows.count where met[row] != 0 {
            key[kept] = key[row]
            kept += 1
        }
        groups.lookUp(key, kept, into: group)
        for row in (0..<rows.count).reversed() {
            if met[row] != 0 { kept -= 1 }
            group[row] = met[row] != 0 ? group[kept] : -1
        }
    }

    /// Gives every group a cell.
    private func growCells() {
        let width = identity.count
        cells.reserve((groups.count + 1) * width)
        let cell = cells.pointer
        while cellCount <= groups.count {
            for (offset, value) in identity.enumerated() { cell[cellCount * width + offset] = value }
            cellCount += 1
        }
    }

    // MARK: Result

    /// The cells so far in key order. Codes are resolved by the text columns of `batch`, which must be the one that was added.
    ///
    /// - Throws: ``CubeError`` when the keys need more than 64 bits.
    func cube(_ batch: AccidentBatch) throws -> Cube {
        let canonical = try CanonicalKeys(groups, dimensions, batch, cube: spec.name)
        let columns = canonical.order.columns(of: cells.pointer + identity.count, width: identity.count)
        return Cube(spec: spec, keys: canonical.keys, dictionaries: canonical.dictionaries, columns: columns)
    }
}
