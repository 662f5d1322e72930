import Gold

/// A column of a batch, each cell as the bytes that go to the server.
///
/// Cell `i` is `bytes[offsets[c] ..< offsets[c + 1]]` with `c = codes[i]`, or `c = i` without codes.
struct CellColumn {
    var bytes: [UInt8] = []
    var offsets: [Int32] = [0]
    var codes: [Int32]?
    /// What the server must answer for the sum of the column.
    var sum = ColumnSum()

    /// The cells of `column`, which is valid for a column of Gold.
    init(_ column: RowBatch.Column, _ format: RowFormat) {
        switch column.values {
        case .integers(let values):
            encode(values, column, format) { values in { cells, index in cells.append(values[index]) } }
        case .dates(let days):
            encode(days, column, format) { days in
                let text = ISOText.dates(days)
                return { cells, index in cells.appendDate(text, index, format) }
            }
        case .timestamps(let seconds):
            encode(seconds, column, format) { seconds in
                let text = ISOText.timestamps(seconds)
                return { cells, index in cells.appendTime(text, index, seconds[index], format) }
            }
        case .doubles(let values): encode(column, format, values.count) { cells, row in cells.append(values[row]) }
        case .text(let offsets, let bytes):
            bytes.withUnsafeBytes { bytes in
                encode(column, format, offsets.count - 1) { cells, row in
                    cells.appendText(UnsafeRawBufferPointer(rebasing: bytes[Int(offsets[row])..<Int(offsets[row + 1])]), format)
                }
            }
        case .dictionary(let codes, let dictionary): encodeDictionary(column, codes, dictionary, format)
        }
    }

    /// The numbers from `first` on, one per row, for a column that numbers its rows.
    init(numbering first: Int, count: Int) {
        for row in 0..<count {
            append(Int64(first + row))
            offsets.append(Int32(truncatingIfNeeded: bytes.count))
        }
    }

    private mutating func encode(_ column: RowBatch.Column, _ format: RowFormat, _ count: Int, _ cell: (inout CellColumn, Int) -> Void) {
        offsets.reserveCapacity(count + 1)
        let null = format.null
        for row in 0..<count {
            if column.isPresent(row) { cell(&self, row) } else { bytes += null }
            offsets.append(Int32(truncatingIfNeeded: bytes.count))
        }
    }

    /// Whole numbers of a small range, as those of a batch mostly are, become one cell per number.
    ///
    /// - Parameter cell: appends the cell of the value at an index of the list that it is given.
    private mutating func encode<Value: FixedWidthInteger>(
        _ values: [Value], _ column: RowBatch.Column, _ format: RowFormat, _ cell: ([Value]) -> (inout CellColumn, Int) -> Void
    ) where Value.Stride: SignedInteger {
        let present = values.indices.lazy.filter { column.isPresent($0) }.map { values[$0] }
        guard let least = present.min(), let greatest = present.max(), case (let span, false) = greatest.subtractingReportingOverflow(least),
            span < values.count
        else { return encode(column, format, values.count, cell(values)) }
        let codes = values.map { Int32(truncatingIfNeeded: $0 &- least) }
        encode(column, codes, count: Int(span) + 1, format, cell(Array(least...greatest)))
    }

    private mutating func encodeDictionary(_ column: RowBatch.Column, _ codes: [Int32], _ dictionary: [String], _ format: RowFormat) {
        encode(column, codes, count: dictionary.count, format) { cells, index in
            var text = dictionary[index]
            text.withUTF8 { cells.appendText(UnsafeRawBufferPointer($0), format) }
        }
    }

    /// Makes `count` cells, each once, and one more that stands for null; `codes` says which a row has.
    private mutating func encode(
        _ column: RowBatch.Column, _ codes: [Int32], count: Int, _ format: RowFormat, _ cell: (inout CellColumn, Int) -> Void
    ) {
        var checks: [Int128] = []
        for index in 0..<count {
            sum = ColumnSum()
            cell(&self, index)
            checks.append(sum.whole)
            offsets.append(Int32(truncatingIfNeeded: bytes.count))
        }
        bytes += format.null
        offsets.append(Int32(truncatingIfNeeded: bytes.count))
        var rows = Array(repeating: 0, count: count + 1)
        self.codes = codes.indices.map { row in
            let code = column.isPresent(row) ? codes[row] : Int32(truncatingIfNeeded: count)
            rows[Int(code)] += 1
            return code
        }
        sum = ColumnSum()
        sum.whole = zip(checks, rows).reduce(0) { $0 + $1.0 * Int128($1.1) }
    }
}

extension CellColumn {
    private mutating func append(_ value: Int64) {
        sum.whole += Int128(value)
        appendDigits(value)
    }

    @inline(__always)
    private mutating func appendDigits(_ value: Int64) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        var magnitude = value.magnitude
        if magnitude < 10 {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: magnitude))
            return
        }
        let start = bytes.count
        while magnitude > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: magnitude % 10))
            magnitude /= 10
        }
        bytes[start...].reverse()
    }

    /// The shortest text that is read as `value`. Most figures have few decimals and need no search for it: an integer over ten
    /// thousand, correctly rounded, is the number that the decimal text stands for.
    private mutating func append(_ value: Double) {
        sum.real += value
        sum.magnitude += value.magnitude
        let scaled = (value * 10_000).rounded()
        guard scaled.magnitude < 1e15, scaled / 10_000 == value, value != 0 || value.sign == .plus else {
            bytes += Array("\(value)".utf8)
            return
        }
        let whole = Int64(scaled)
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        let (integer, fraction) = whole.magnitude.quotientAndRemainder(dividingBy: 10_000)
        appendDigits(Int64(integer))
        guard fraction > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        var (rest, unit) = (fraction, UInt64(1_000))
        while rest > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / unit))
            rest %= unit
            unit /= 10
        }
    }

    private mutating func appendDate(_ text: [UInt8], _ row: Int, _ format: RowFormat) {
        var number: Int64 = 0
        for byte in text[row * ISOText.dateWidth..<(row + 1) * ISOText.dateWidth] where byte != UInt8(ascii: "-") {
            number = number * 10 + Int64(byte - UInt8(ascii: "0"))
        }
        sum.whole += Int128(number)
        appendFixed(text, row, ISOText.dateWidth, format)
    }

    private mutating func appendTime(_ text: [UInt8], _ row: Int, _ second: Int64, _ format: RowFormat) {
        sum.whole += Int128(second)
        appendFixed(text, row, ISOText.timestampWidth, format)
    }

    private mutating func appendFixed(_ text: [UInt8], _ row: Int, _ width: Int, _ format: RowFormat) {
        bytes += format.quote
        bytes += text[row * width..<(row + 1) * width]
        bytes += format.quote
    }

    private mutating func appendText(_ text: UnsafeRawBufferPointer, _ format: RowFormat) {
        sum.whole += Int128(crc32(of: text))
        bytes += format.quote
        format.append(text, to: &bytes)
        bytes += format.quote
    }
}
