/// struct: no stream but PRESENT; the fields hold the rows where the struct is not null.
final class StructColumnWriter: ColumnWriter {
    private let fields: [ColumnWriter]
    private var presentRows = Buffer<Int32>()

    init(_ type: ORCType, path: String, fields: [ColumnWriter], options: ORCWriterOptions) {
        self.fields = fields
        super.init(type, path: path, options: options)
    }

    override var encoding: ColumnEncoding { ColumnEncoding(.direct) }
    override var stagingMemory: Int { presentRows.capacity * 4 }

    override func check(_ vector: ColumnVector, count: Int) throws(ORCError) {
        try super.check(vector, count: count)
        let children = unsafeDowncast(vector, to: StructVector.self).children
        guard children.count == fields.count else { throw failure("expected \(fields.count) fields, found \(children.count)") }
        for (index, field) in fields.enumerated() { try field.check(children[index], count: count) }
    }

    override func stage(_ vector: ColumnVector, _ rows: RowSelection) throws(ORCError) {
        let source = unsafeDowncast(vector, to: StructVector.self)
        let selected = source.hasNulls ? rowsPresent(source, rows) : rows
        for (index, field) in fields.enumerated() { try field.append(source.children[index], selected) }
    }

    private func rowsPresent(_ source: StructVector, _ rows: RowSelection) -> RowSelection {
        presentRows.reserve(rows.count)
        var count = 0
        rows.forEach { row in
            presentRows[count] = Int32(truncatingIfNeeded: row)
            count += source.present[row] != 0 ? 1 : 0
        }
        return RowSelection(list: presentRows.pointer, count: count)
    }
}
