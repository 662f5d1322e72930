/// Observes the values of a column and of those below it, by row group, stripe and file.
final class ObservedColumn {
    let type: ORCType
    let children: [ObservedColumn]
    private(set) var group = ObservedValues()
    private(set) var stripe = ObservedValues()
    private(set) var file = ObservedValues()
    /// Whether the column could be read in every stripe so far.
    private(set) var isComplete = true

    init(_ type: ORCType) {
        self.type = type
        children = type.children.map(ObservedColumn.init)
    }

    func beginStripe() {
        group = ObservedValues()
        stripe = ObservedValues()
    }

    func finishGroup() {
        stripe.merge(group)
        group = ObservedValues()
    }

    func finishStripe() { file.merge(stripe) }

    /// Takes down that the column and all below it could not be read somewhere.
    func markIncomplete() {
        isComplete = false
        for child in children { child.markIncomplete() }
    }

    /// The column and all below it, in the order of ids.
    var subtree: [ObservedColumn] { [self] + children.flatMap(\.subtree) }

    /// Takes in rows of a struct without looking at its fields.
    func addRows(_ rows: Range<Int>, of vector: ColumnVector, parents: Int) {
        let values = vector.valueCount(rows)
        group.valueCount += values
        group.nullCount += parents - values
    }

    /// Takes in rows of a batch.
    ///
    /// - Parameter parents: how many of the rows the column could have a value in: those where its parent is not null.
    func add(_ rows: Range<Int>, of vector: ColumnVector, parents: Int) {
        addRows(rows, of: vector, parents: parents)
        switch vector {
        case let vector as BooleanVector: addNumbers(rows, of: vector) { Int128(vector.values[$0]) }
        case let vector as IntegerVector: addNumbers(rows, of: vector) { Int128(vector.values[$0]) }
        case let vector as DoubleVector: add(rows, of: vector)
        case let vector as DecimalVector: addNumbers(rows, of: vector) { vector.values[$0] }
        case let vector as TimestampVector:
            addNumbers(rows, of: vector) { Int128(vector.seconds[$0]) * 1_000_000_000 + Int128(vector.nanoseconds[$0]) }
        case let vector as StringVector: add(rows, of: vector)
        case let vector as StructVector:
            let values = vector.valueCount(rows)
            for (child, below) in zip(children, vector.children) { child.add(rows, of: below, parents: values) }
        case let vector as ListVector: add(rows, of: vector, vector.offsets.pointer, [vector.elements])
        case let vector as MapVector: add(rows, of: vector, vector.offsets.pointer, [vector.keys, vector.values])
        case let vector as UnionVector: add(rows, of: vector)
        default: return
        }
    }

    @inline(__always)
    private func addNumbers(_ rows: Range<Int>, of vector: ColumnVector, _ value: (Int) -> Int128) {
        var numbers = group.numbers
        vector.forEachValue(rows) { numbers.add(value($0)) }
        group.numbers = numbers
    }

    private func add(_ rows: Range<Int>, of vector: DoubleVector) {
        var doubles = group.doubles
        vector.forEachValue(rows) { doubles.add(vector.values[$0]) }
        group.doubles = doubles
    }

    private func add(_ rows: Range<Int>, of vector: StringVector) {
        let isBinary = type.kind == .binary
        var (strings, length) = (group.strings, group.totalLength)
        vector.forEachValue(rows) { row in
            let value = vector.value(row)
            length += Int64(value.count)
            if !isBinary { strings.add(value) }
        }
        (group.strings, group.totalLength) = (strings, length)
    }

    private func add(_ rows: Range<Int>, of vector: ColumnVector, _ offsets: UnsafePointer<Int64>, _ elements: [ColumnVector]) {
        addNumbers(rows, of: vector) { Int128(offsets[$0 + 1] - offsets[$0]) }
        let range = Int(offsets[rows.lowerBound])..<Int(offsets[rows.upperBound])
        for (child, below) in zip(children, elements) { child.add(range, of: below, parents: range.count) }
    }

    /// The rows of a variant lie one behind the other.
    private func add(_ rows: Range<Int>, of vector: UnionVector) {
        var ranges = [Range<Int>?](repeating: nil, count: children.count)
        vector.forEachValue(rows) { row in
            let (tag, position) = (Int(vector.tags[row]), Int(vector.offsets[row]))
            ranges[tag] = (ranges[tag]?.lowerBound ?? position)..<position + 1
        }
        for (tag, range) in ranges.enumerated() {
            if let range { children[tag].add(range, of: vector.children[tag], parents: range.count) }
        }
    }
}

extension ColumnVector {
    /// How many of `rows` are not null.
    fileprivate func valueCount(_ rows: Range<Int>) -> Int {
        hasNulls ? Kernels.count(present.pointer + rows.lowerBound, rows.count) : rows.count
    }

    @inline(__always)
    fileprivate final func forEachValue(_ rows: Range<Int>, _ body: (Int) -> Void) {
        for row in rows where isPresent(row) { body(row) }
    }
}
