import Gold

/// The cells of a batch, ready to be written as rows.
struct BatchEncoder {
    private let columns: [CellColumn]
    private let format: RowFormat
    /// The column whose text orders the rows. Nil: they stay as they come.
    private let keyColumn: Int?
    /// Bytes of each row.
    private var lengths: [Int32]
    let rowCount: Int

    /// Encodes `batch`, which is valid for `table`. Where the table numbers its rows, the first gets `firstNumber`.
    init(_ batch: RowBatch, of table: GoldTable, format: RowFormat, firstNumber: Int) {
        self.format = format
        rowCount = batch.rowCount
        var written = batch.columns.makeIterator()
        columns = table.columns.map { column in
            guard !column.isAutoIncrement, let values = written.next() else { return CellColumn(numbering: firstNumber, count: batch.rowCount) }
            return CellColumn(values, format)
        }
        keyColumn = table.sortingColumn
        lengths = Array(repeating: Int32(format.opening.count + columns.count), count: rowCount)
        for column in columns { column.addLengths(to: &lengths) }
    }

    /// The columns' sums, those of numbers that the table gave itself left at zero.
    var sums: [ColumnSum] { columns.map(\.sum) }

    /// Writes the rows whose number in the batch `rows` lists to the end of `buffer`.
    func write(_ rows: [Int], to buffer: inout RowBuffer) {
        let sizes = rows.map { (length: Int(lengths[$0]), key: sortingKey($0)) }
        buffer.append(sizes) { room in
            guard let start = room.baseAddress else { return }
            write(rows, at: start)
        }
    }

    private func sortingKey(_ row: Int) -> (UInt64, UInt64) { keyColumn.map { columns[$0].sortingKey(row) } ?? (0, 0) }

    /// Writes rows one after another, column by column: each has a cursor to where its next cell goes.
    private func write(_ rows: [Int], at start: UnsafeMutablePointer<UInt8>) {
        var next = start
        var cursors = rows.map { row in
            defer { next += Int(lengths[row]) }
            return next
        }
        for byte in format.opening { Self.put(byte, &cursors) }
        for (index, column) in columns.enumerated() {
            column.write(rows, to: &cursors)
            Self.put(index == columns.count - 1 ? format.closing : format.separator, &cursors)
        }
    }

    private static func put(_ byte: UInt8, _ cursors: inout [UnsafeMutablePointer<UInt8>]) {
        for index in cursors.indices {
            cursors[index].pointee = byte
            cursors[index] += 1
        }
    }
}

extension CellColumn {
    @inline(__always)
    private func range(_ row: Int) -> (start: Int, count: Int) {
        let cell = codes.map { Int($0[row]) } ?? row
        return (Int(offsets[cell]), Int(offsets[cell + 1] - offsets[cell]))
    }

    func addLengths(to lengths: inout [Int32]) {
        for row in lengths.indices { lengths[row] += Int32(truncatingIfNeeded: range(row).count) }
    }

    /// Copies the cell of each of `rows` to its cursor, and moves that behind it.
    func write(_ rows: [Int], to cursors: inout [UnsafeMutablePointer<UInt8>]) {
        bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            for (index, row) in rows.enumerated() {
                let (start, count) = range(row)
                cursors[index].update(from: base + start, count: count)
                cursors[index] += count
            }
        }
    }

    /// The first 16 bytes of a cell, which compare as the cells do.
    func sortingKey(_ row: Int) -> (UInt64, UInt64) {
        let (start, count) = range(row)
        var key: (UInt64, UInt64) = (0, 0)
        for index in 0..<min(16, count) {
            let byte = UInt64(bytes[start + index])
            if index < 8 { key.0 |= byte << UInt64(56 - 8 * index) } else { key.1 |= byte << UInt64(56 - 8 * (index - 8)) }
        }
        return key
    }
}

extension GoldTable {
    /// The first column of the primary key when its text is compared byte by byte: sorting by it sorts by the key.
    fileprivate var sortingColumn: Int? {
        guard let first = primaryKey.first, let index = columns.firstIndex(where: { $0.name == first }) else { return nil }
        if case .varchar(_, binary: true) = columns[index].type { return index }
        return nil
    }
}
