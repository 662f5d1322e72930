extension RowBatch {
    /// Checks that every row fits `table`, so that a store may take the columns as they are.
    ///
    /// Stores differ in what they do with a value that does not fit: one stores it, one cuts it, one makes it null.
    /// Therefore nothing reaches them unchecked: shape, types, nulls, lengths, ranges, UTF-8.
    ///
    /// - Throws: ``GoldError/Code/usage`` when the batch's shape is not the table's, ``GoldError/Code/rejected`` for a
    ///   value, naming column and row of the batch (from 0).
    public func validate(for table: GoldTable) throws(GoldError) {
        let expected = table.writtenColumns
        guard columns.count == expected.count else {
            throw GoldError(.usage, "expected \(expected.count) columns, found \(columns.count)", table: table.name)
        }
        for (column, definition) in zip(columns, expected) {
            try ColumnCheck(column: column, definition: definition, table: table.name, rowCount: rowCount).run()
        }
    }
}

/// The check of one column of a batch against its definition.
private struct ColumnCheck {
    let column: RowBatch.Column
    let definition: GoldColumn
    let table: String
    let rowCount: Int

    func run() throws(GoldError) {
        guard column.values.count == rowCount, column.present.map({ $0.count == rowCount }) ?? true else {
            throw misuse("expected \(rowCount) rows, found \(column.values.count) values and \(column.present?.count ?? rowCount) presence bytes")
        }
        if !definition.isNullable, let row = column.present?.firstIndex(of: 0) {
            throw rejection("must not be null", row)
        }
        switch (definition.type, column.values) {
        case (.integer, .integers(let values)): try checkRange(values, Int64(Int32.min)...Int64(Int32.max))
        case (.boolean, .integers(let values)): try checkRange(values, 0...1)
        case (.bigInteger, .integers): break
        case (.double, .doubles(let values)): try checkFinite(values)
        case (.date, .dates(let values)): try checkRange(values, Int32(ISOText.days.lowerBound)...Int32(ISOText.days.upperBound))
        case (.timestamp, .timestamps(let values)):
            try checkRange(values, ISOText.days.lowerBound * 86_400...(ISOText.days.upperBound + 1) * 86_400 - 1)
        case (.varchar, _), (.text, _), (.json, _), (.enumeration, _): try checkText()
        default: throw misuse("values are not of type \(definition.type)")
        }
    }

    private func checkRange<Number: FixedWidthInteger>(_ values: [Number], _ range: ClosedRange<Number>) throws(GoldError) {
        for row in values.indices where !range.contains(values[row]) && column.isPresent(row) {
            throw rejection("\(values[row]) is outside \(range.lowerBound)…\(range.upperBound)", row)
        }
    }

    private func checkFinite(_ values: [Double]) throws(GoldError) {
        for row in values.indices where !values[row].isFinite && column.isPresent(row) {
            throw rejection("\(values[row]) is not a finite number", row)
        }
    }

    private func checkText() throws(GoldError) {
        switch column.values {
        case .text(let offsets, let bytes): try checkText(offsets: offsets, bytes: bytes)
        case .dictionary(let codes, let dictionary): try checkDictionary(codes: codes, dictionary: dictionary)
        default: throw misuse("values are not of type \(definition.type)")
        }
    }

    private func checkText(offsets: [Int32], bytes: [UInt8]) throws(GoldError) {
        guard offsets.first == 0 else { throw misuse("offsets must start at 0") }
        // Text of ASCII alone has as many characters as bytes and cannot be malformed.
        let isASCII = bytes.allSatisfy { $0 < 0x80 }
        let shortest = shortestLimit
        for row in 0..<rowCount {
            let start = Int(offsets[row])
            let end = Int(offsets[row + 1])
            guard start <= end && end <= bytes.count else { throw misuse("offsets of row \(row) fall or reach beyond the text") }
            if isASCII && end - start <= shortest { continue }
            guard column.isPresent(row) else { continue }
            guard let text = String(validating: bytes[start..<end], as: UTF8.self) else { throw rejection("is not UTF-8", row) }
            try checkText(text, row)
        }
    }

    private func checkDictionary(codes: [Int32], dictionary: [String]) throws(GoldError) {
        var isChecked = [Bool](repeating: false, count: dictionary.count)
        for row in codes.indices where column.isPresent(row) {
            let code = Int(codes[row])
            guard isChecked.indices.contains(code) else { throw misuse("code \(code) at row \(row) of a dictionary of \(dictionary.count)") }
            guard !isChecked[code] else { continue }
            try checkText(dictionary[code], row)
            isChecked[code] = true
        }
    }

    /// Bytes up to which a text of ASCII fits without a look at it.
    private var shortestLimit: Int {
        switch definition.type {
        case .varchar(let limit, _): limit
        case .enumeration: -1
        default: .max
        }
    }

    private func checkText(_ text: String, _ row: Int) throws(GoldError) {
        switch definition.type {
        case .varchar(let limit, _):
            let length = text.unicodeScalars.count
            if length > limit { throw rejection("a text of \(length) characters, at most \(limit) fit", row) }
        case .enumeration(let cases):
            if !cases.contains(text) { throw rejection("\"\(text)\" is none of \(cases.joined(separator: ", "))", row) }
        default: break
        }
    }

    private func rejection(_ problem: String, _ row: Int) -> GoldError {
        GoldError(.rejected, "column \(definition.name), row \(row) of the batch: \(problem)", table: table)
    }

    private func misuse(_ problem: String) -> GoldError {
        GoldError(.usage, "column \(definition.name): \(problem)", table: table)
    }
}
