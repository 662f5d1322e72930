import Accidents
import Cubes
import ORC
import Silver

/// Fills one cube from batches of accepted accidents.
///
/// The packed key of every row is looked up once, and the position of its cell is shared by all measures. Cells are kept row by row, so that a
/// cell's measures share cache lines. Everything is a whole number combined without regard to order: neither the order of rows nor that of
/// batches matters.
final class CubeAccumulator {
    let spec: CubeSpec
    private let dimensions: [DimensionColumn]
    private let filter: ConditionColumn?
    private let measures: CellMeasures
    private var groups: GroupIndex
    /// One row of measures for accidents that the filter leaves out, then one per group.
    private var cells = Buffer<Int64>()
    private var cellCount = 0
    private var packed = Buffer<UInt64>(capacity: rowsPerChunk)
    private var groupOfRow = Buffer<Int32>(capacity: rowsPerChunk)
    private var position = Buffer<UInt32>(capacity: rowsPerChunk)

    /// Rows that go through all passes at once: few enough for their keys and cells to stay in the cache.
    static let rowsPerChunk = 2048

    /// An empty cube that takes its keys and values from `columns`.
    init(_ spec: CubeSpec, _ columns: BatchColumns) {
        self.spec = spec
        dimensions = spec.dimensions.map(columns.column)
        filter = spec.filter.map(columns.column)
        measures = CellMeasures(spec, columns)
        groups = GroupIndex(spec.name, dimensions: spec.dimensions.count)
        growCells()
    }

    /// Makes room for the keys of a batch, whose columns have been filled.
    ///
    /// - Throws: ``CubeError`` when the keys need more than 64 bits.
    func prepare() throws { try groups.prepare(dimensions.map(\.domain)) }

    /// Finds the cells of `rows`, at most ``rowsPerChunk``, and makes those that are new.
    ///
    /// - Throws: ``CubeError`` when there are too many cells.
    func locate(_ rows: Range<Int>) throws {
        pack(rows)
        if let filter {
            lookUp(rows, met: filter.met.pointer + rows.lowerBound)
        } else {
            groups.lookUp(packed.pointer, rows.count, into: groupOfRow.pointer)
        }
        growCells()
        guard cellCount <= Int(UInt32.max) / width else { throw CubeError.tooManyCells(spec.name) }
        let (group, position, width) = (groupOfRow.pointer, position.pointer, UInt32(width))
        for row in 0..<rows.count { position[row] = UInt32(bitPattern: group[row] &+ 1) &* width }
    }

    /// Where the severities of the rows located last are counted. Nil for a cube that does not count them.
    var histogram: CellAddition.Histogram? {
        measures.countsSeverities ? CellAddition.Histogram(position: UnsafePointer(position.pointer), cells: cells.pointer) : nil
    }

    /// Adds all measures but the histogram of `rows` of `batch`, which were located last.
    ///
    /// - Throws: ``CubeError`` when a sum does not fit.
    func addMeasures(_ batch: AccidentBatch, _ rows: Range<Int>) throws {
        if measures.add(batch, rows, UnsafePointer(position.pointer), cells.pointer) { throw CubeError.overflow(spec.name) }
    }

    /// Forgets all cells.
    func removeAll() {
        groups.removeAll()
        cellCount = 0
        growCells()
    }

    // MARK: Keys and cells

    private var width: Int { measures.identity.count }

    private func pack(_ rows: Range<Int>) {
        let out = packed.pointer
        var constant: UInt64 = 0
        for (dimension, part) in zip(dimensions, groups.layout.parts) where dimension.domain.count == 1 {
            constant |= UInt64(UInt32(bitPattern: dimension.domain.lowerBound &- part.base)) &<< UInt64(part.shift)
        }
        var isFirst = true
        for (dimension, part) in zip(dimensions, groups.layout.parts) where dimension.domain.count > 1 {
            let (key, base, shift) = (dimension.keys + rows.lowerBound, part.base, UInt64(part.shift))
            if isFirst {
                for row in 0..<rows.count { out[row] = UInt64(UInt32(bitPattern: key[row] &- base)) &<< shift | constant }
            } else {
                for row in 0..<rows.count { out[row] |= UInt64(UInt32(bitPattern: key[row] &- base)) &<< shift }
            }
            isFirst = false
        }
        if isFirst { out.update(repeating: constant, count: rows.count) }
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
        cells.reserve((groups.count + 1) * width)
        let cell = cells.pointer
        while cellCount <= groups.count {
            for (offset, value) in measures.identity.enumerated() { cell[cellCount * width + offset] = value }
            cellCount += 1
        }
    }

    // MARK: Result

    /// The cells so far in key order. Codes are resolved by the text columns of `batch`, which must be the one that was added.
    ///
    /// - Throws: ``CubeError`` when the keys need more than 64 bits.
    func cube(_ batch: AccidentBatch) throws -> Cube {
        let canonical = try CanonicalKeys(groups, dimensions, batch, cube: spec.name)
        let columns = canonical.order.columns(of: cells.pointer + width, width: width)
        return Cube(spec: spec, keys: canonical.keys, dictionaries: canonical.dictionaries, columns: measures.columns(of: columns))
    }
}
