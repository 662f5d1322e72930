/// list and map: LENGTH, the number of elements of each value; the children hold the elements.
final class ListColumnWriter: ColumnWriter {
    private let children: [ColumnWriter]
    private let length: StreamWriter
    private let encoder = IntegerEncoder(isSigned: false)
    private var staged = Buffer<Int64>(capacity: ColumnWriter.stagingCapacity)
    private var stagedCount = 0
    private var elementRows = Buffer<Int32>()
    private var statistics = CollectionStatistics()

    init(_ type: ORCType, path: String, children: [ColumnWriter], options: ORCWriterOptions) {
        self.children = children
        length = StreamWriter(.length, options)
        super.init(type, path: path, options: options)
    }

    override var streams: [StreamWriter] { [length] }
    override var stagingMemory: Int { staged.capacity * 8 + elementRows.capacity * 4 }

    /// The offsets of a list's or map's vector and the vectors that they point into.
    private func parts(_ vector: ColumnVector) -> (offsets: UnsafePointer<Int64>, elements: [ColumnVector]) {
        if type.kind == .list {
            let list = unsafeDowncast(vector, to: ListVector.self)
            return (UnsafePointer(list.offsets.pointer), [list.elements])
        }
        let map = unsafeDowncast(vector, to: MapVector.self)
        return (UnsafePointer(map.offsets.pointer), [map.keys, map.values])
    }

    override func check(_ vector: ColumnVector, count: Int) throws(ORCError) {
        try super.check(vector, count: count)
        guard count > 0 else { return }
        let (offsets, elements) = parts(vector)
        for row in 0..<count where offsets[row] > offsets[row + 1] {
            throw failure("expected offsets that do not fall, found \(offsets[row]) before \(offsets[row + 1])")
        }
        guard offsets[0] >= 0, offsets[count] <= Int64(Int32.max) else {
            throw failure("expected offsets in 0 … \(Int32.max), found \(offsets[0]) … \(offsets[count])")
        }
        for (child, vector) in zip(children, elements) { try child.check(vector, count: Int(offsets[count])) }
    }

    override func stage(_ vector: ColumnVector, _ rows: RowSelection) throws(ORCError) {
        let (offsets, elements) = parts(vector)
        let present = vector.presence
        var count = 0
        rows.forEach { row in
            if let present, present[row] == 0 { return }
            let length = Int(offsets[row + 1] - offsets[row])
            staged[stagedCount] = Int64(length)
            stagedCount += 1
            statistics.add(length)
            elementRows.reserve(count + length)
            for place in 0..<length { elementRows[count + place] = Int32(truncatingIfNeeded: Int(offsets[row]) + place) }
            count += length
        }
        let selected = RowSelection(list: elementRows.pointer, count: count)
        for (child, vector) in zip(children, elements) { try child.append(vector, selected) }
    }

    override func encodeStaged() throws(ORCError) {
        encoder.encode(staged.pointer, count: stagedCount, into: &length.open)
        stagedCount = 0
        try length.sealFullBlocks()
    }

    override func appendPositions(to positions: inout [UInt64]) {
        length.appendPosition(to: &positions)
        positions.append(0)
    }

    override func takeStatistics() -> ColumnStatistics.Values? {
        defer { statistics = CollectionStatistics() }
        return .collection(statistics)
    }
}

extension CollectionStatistics {
    fileprivate mutating func add(_ length: Int) {
        minimum = Swift.min(minimum ?? length, length)
        maximum = Swift.max(maximum ?? length, length)
        total = (total ?? 0) + length
    }
}
