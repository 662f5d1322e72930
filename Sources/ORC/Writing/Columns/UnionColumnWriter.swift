/// union: DATA, the run-length encoded tag of each value; each variant holds the rows with its tag.
final class UnionColumnWriter: ColumnWriter {
    private let variants: [ColumnWriter]
    private let data: StreamWriter
    private var staged = Buffer<UInt8>(capacity: ColumnWriter.stagingCapacity)
    private var stagedCount = 0
    private var variantRows = Buffer<Int32>(capacity: ColumnWriter.stagingCapacity)

    init(_ type: ORCType, path: String, variants: [ColumnWriter], options: ORCWriterOptions) {
        self.variants = variants
        data = StreamWriter(.data, options)
        super.init(type, path: path, options: options)
    }

    override var encoding: ColumnEncoding { ColumnEncoding(.direct) }
    override var streams: [StreamWriter] { [data] }
    override var stagingMemory: Int { staged.capacity + variantRows.capacity * 4 }

    override func check(_ vector: ColumnVector, count: Int) throws(ORCError) {
        try super.check(vector, count: count)
        let union = unsafeDowncast(vector, to: UnionVector.self)
        guard union.children.count == variants.count else {
            throw failure("expected \(variants.count) variants, found \(union.children.count)")
        }
        for (index, variant) in variants.enumerated() { try variant.check(union.children[index], count: union.children[index].count) }
        for row in 0..<count where union.isPresent(row) {
            let (tag, offset) = (Int(union.tags[row]), union.offsets[row])
            guard tag < variants.count else { throw failure("expected a tag below \(variants.count), found \(tag)") }
            guard offset >= 0, offset < union.children[tag].count, offset <= Int64(Int32.max) else {
                throw failure("expected a row of variant \(tag) below \(union.children[tag].count), found \(offset)")
            }
        }
    }

    override func stage(_ vector: ColumnVector, _ rows: RowSelection) throws(ORCError) {
        let source = unsafeDowncast(vector, to: UnionVector.self)
        stagedCount += rows.gather(source.tags.pointer, present: source.presence, to: staged.pointer + stagedCount) { $0 }
        for (tag, variant) in variants.enumerated() {
            var count = 0
            rows.forEach { row in
                guard source.isPresent(row), source.tags[row] == tag else { return }
                variantRows[count] = Int32(truncatingIfNeeded: source.offsets[row])
                count += 1
            }
            try variant.append(source.children[tag], RowSelection(list: variantRows.pointer, count: count))
        }
    }

    override func encodeStaged() throws(ORCError) {
        ByteEncoder.encode(staged.pointer, count: stagedCount, into: &data.open)
        stagedCount = 0
        try data.sealFullBlocks()
    }

    override func appendPositions(to positions: inout [UInt64]) {
        data.appendPosition(to: &positions)
        positions.append(0)
    }
}
