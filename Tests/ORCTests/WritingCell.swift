import ORC

/// A value of any type of the format, as tests write it, read it back and compare it with other readers.
indirect enum Cell: Equatable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    /// By bits, so that NaN equals NaN and -0 differs from 0.
    case double(UInt64)
    case bytes([UInt8])
    case decimal(Int128)
    case timestamp(seconds: Int64, nanoseconds: Int32)
    /// The elements of a list, the fields of a struct, or key and value of each entry of a map in turn.
    case several([Cell])
    case variant(tag: Int, Cell)

    /// One form for all readers, in JSON: null, a string for a simple value, an array for several.
    ///
    /// Integers, dates and unscaled decimals are decimal digits, doubles their sixteen hexadecimal digits, bytes their
    /// hexadecimal digits, timestamps "seconds.nanoseconds" with nine digits of nanoseconds.
    var json: String {
        switch self {
        case .null: "null"
        case .boolean(let value): value ? "\"1\"" : "\"0\""
        case .integer(let value): "\"\(value)\""
        case .double(let bits): "\"\(Self.hexadecimal(bits, digits: 16))\""
        case .bytes(let bytes): "\"" + bytes.map { Self.hexadecimal(UInt64($0), digits: 2) }.joined() + "\""
        case .decimal(let value): "\"\(value)\""
        case .timestamp(let seconds, let nanoseconds): "\"\(seconds).\(String(String(1_000_000_000 + Int64(nanoseconds)).dropFirst()))\""
        case .several(let cells): "[" + cells.map(\.json).joined(separator: ",") + "]"
        case .variant(let tag, let cell): "[\"\(tag)\",\(cell.json)]"
        }
    }

    private static func hexadecimal(_ value: UInt64, digits: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: digits - text.count) + text
    }
}

// MARK: - Vectors

extension ColumnVector {
    /// Fills the vector with `cells`, all nulls of a kind that fits `type`.
    func fill(_ cells: [Cell], _ type: ORCType) {
        reserve(cells.count)
        count = cells.count
        hasNulls = cells.contains(.null)
        for (row, cell) in cells.enumerated() { present[row] = cell == .null ? 0 : 1 }
        switch self {
        case let vector as BooleanVector: for (row, cell) in cells.enumerated() { vector.values[row] = cell == .boolean(true) ? 1 : 0 }
        case let vector as IntegerVector: for (row, cell) in cells.enumerated() { vector.values[row] = cell.integer }
        case let vector as DoubleVector: for (row, cell) in cells.enumerated() { vector.values[row] = cell.double }
        case let vector as DecimalVector: for (row, cell) in cells.enumerated() { vector.values[row] = cell.decimal }
        case let vector as TimestampVector:
            for (row, cell) in cells.enumerated() { (vector.seconds[row], vector.nanoseconds[row]) = cell.timestamp }
        case let vector as StringVector: vector.fill(cells: cells)
        case let vector as StructVector:
            for (index, child) in vector.children.enumerated() {
                child.fill(cells.map { $0 == .null ? .null : $0.parts[index] }, type.children[index])
            }
        case let vector as ListVector:
            Self.fill(vector.offsets.pointer, cells.map(\.parts.count))
            vector.elements.fill(cells.flatMap(\.parts), type.children[0])
        case let vector as MapVector:
            Self.fill(vector.offsets.pointer, cells.map { $0.parts.count / 2 })
            let parts = cells.flatMap(\.parts)
            vector.keys.fill(parts.indices.filter { $0 % 2 == 0 }.map { parts[$0] }, type.children[0])
            vector.values.fill(parts.indices.filter { $0 % 2 == 1 }.map { parts[$0] }, type.children[1])
        case let vector as UnionVector: vector.fill(variants: cells, type)
        default: fatalError("no vector for \(type.kind)")
        }
    }

    private static func fill(_ offsets: UnsafeMutablePointer<Int64>, _ lengths: [Int]) {
        offsets[0] = 0
        for (row, length) in lengths.enumerated() { offsets[row + 1] = offsets[row] + Int64(length) }
    }

    /// The value of `row`.
    func cell(_ row: Int) -> Cell {
        guard isPresent(row) else { return .null }
        switch self {
        case let vector as BooleanVector: return .boolean(vector.values[row] != 0)
        case let vector as IntegerVector: return .integer(vector.values[row])
        case let vector as DoubleVector: return .double(vector.values[row].bitPattern)
        case let vector as DecimalVector: return .decimal(vector.values[row])
        case let vector as TimestampVector: return .timestamp(seconds: vector.seconds[row], nanoseconds: vector.nanoseconds[row])
        case let vector as StringVector: return .bytes(Array(vector.value(row)))
        case let vector as StructVector: return .several(vector.children.map { $0.cell(row) })
        case let vector as ListVector: return .several((vector.offsets[row]..<vector.offsets[row + 1]).map { vector.elements.cell(Int($0)) })
        case let vector as MapVector:
            return .several((vector.offsets[row]..<vector.offsets[row + 1]).flatMap { [vector.keys.cell(Int($0)), vector.values.cell(Int($0))] })
        case let vector as UnionVector:
            let tag = Int(vector.tags[row])
            return .variant(tag: tag, vector.children[tag].cell(Int(vector.offsets[row])))
        default: fatalError("no cell in \(self)")
        }
    }
}

extension StringVector {
    fileprivate func fill(cells: [Cell]) {
        removeAll()
        for cell in cells {
            if cell == .null { appendNull() } else { append(cell.bytes) }
        }
    }
}

extension UnionVector {
    fileprivate func fill(variants cells: [Cell], _ type: ORCType) {
        var children = [[Cell]](repeating: [], count: type.children.count)
        for (row, cell) in cells.enumerated() {
            guard case .variant(let tag, let value) = cell else {
                (tags[row], offsets[row]) = (0, 0)
                continue
            }
            tags[row] = UInt8(tag)
            offsets[row] = Int64(children[tag].count)
            children[tag].append(value)
        }
        for (tag, child) in children.enumerated() { self.children[tag].fill(child, type.children[tag]) }
    }
}

extension Cell {
    fileprivate var integer: Int64 { if case .integer(let value) = self { value } else { -99 } }
    fileprivate var double: Double { if case .double(let bits) = self { Double(bitPattern: bits) } else { -99 } }
    fileprivate var decimal: Int128 { if case .decimal(let value) = self { value } else { -99 } }
    fileprivate var bytes: [UInt8] { if case .bytes(let value) = self { value } else { [] } }
    fileprivate var parts: [Cell] { if case .several(let cells) = self { cells } else { [] } }
    fileprivate var timestamp: (Int64, Int32) {
        if case .timestamp(let seconds, let nanoseconds) = self { (seconds, nanoseconds) } else { (-99, 99) }
    }
}
