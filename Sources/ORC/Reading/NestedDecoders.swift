/// Structs: no streams of their own but PRESENT.
final class StructDecoder: ColumnDecoder {
    private let children: [ColumnDecoder]

    init(_ type: ORCType, _ streams: StripeStreams, children: [ColumnDecoder]) {
        self.children = children
        super.init(type, streams)
    }

    override func decodeValues(_ values: Int, into vector: ColumnVector) throws(ORCError) {
        let vector = unsafeDowncast(vector, to: StructVector.self)
        for index in children.indices { try children[index].decode(vector.count, into: vector.children[index], mask: vector.mask) }
    }

    override func seekChildren(_ positions: RowGroupPositions) throws(ORCError) {
        for child in children { try child.seek(positions) }
    }
}

/// Lists and maps: LENGTH, unsigned run-length encoded; the elements, or keys and values, are columns of their own.
final class CollectionDecoder: ColumnDecoder {
    private let lengths: IntegerDecoder
    private let children: [ColumnDecoder]
    private let isMap: Bool
    /// Bytes that an element takes in the vectors below, at least.
    private let elementSize: Int

    init(_ type: ORCType, _ streams: StripeStreams, _ encoding: ColumnEncoding, children: [ColumnDecoder]) {
        lengths = IntegerDecoder(streams.stream(.length, of: type.id), isSigned: false, isVersion2: encoding.usesRunLengthV2)
        self.children = children
        isMap = type.kind == .map
        elementSize = type.children.reduce(0) { $0 + $1.bytesPerRow }
        super.init(type, streams)
    }

    override func decodeValues(_ values: Int, into vector: ColumnVector) throws(ORCError) {
        if isMap {
            let vector = unsafeDowncast(vector, to: MapVector.self)
            try decode(values, vector, vector.offsets.pointer, into: [vector.keys, vector.values])
        } else {
            let vector = unsafeDowncast(vector, to: ListVector.self)
            try decode(values, vector, vector.offsets.pointer, into: [vector.elements])
        }
    }

    override func seekValues(_ positions: inout PositionReader) throws(ORCError) { try lengths.seek(&positions) }

    override func seekChildren(_ positions: RowGroupPositions) throws(ORCError) {
        for child in children { try child.seek(positions) }
    }

    private func decode(
        _ values: Int, _ vector: ColumnVector, _ offsets: UnsafeMutablePointer<Int64>, into vectors: [ColumnVector]
    ) throws(ORCError) {
        let scratch = try workspace.scratch(values)
        try lengths.read(values, into: scratch)
        guard let total = Kernels.offsets(scratch, values, rows: vector.count, present: vector.mask, into: offsets) else {
            throw lengths.input.malformed("lengths of 0 … 2,147,483,647", "others")
        }
        if let capacity = vectors.first?.present.capacity, total > capacity {
            try workspace.budget.charge(total - capacity, of: elementSize)
        }
        for index in vectors.indices {
            vectors[index].reserve(total)
            try children[index].decode(total, into: vectors[index], mask: nil)
        }
    }
}

/// Unions: DATA, byte run-length encoded tags; each variant is a column with a value for each row of its tag.
final class UnionDecoder: ColumnDecoder {
    private let tags: ByteDecoder
    private let children: [ColumnDecoder]

    init(_ type: ORCType, _ streams: StripeStreams, children: [ColumnDecoder]) {
        tags = ByteDecoder(streams.stream(.data, of: type.id))
        self.children = children
        super.init(type, streams)
    }

    override func decodeValues(_ values: Int, into vector: ColumnVector) throws(ORCError) {
        let vector = unsafeDowncast(vector, to: UnionVector.self)
        try tags.read(values, into: vector.tags.pointer)
        if let mask = vector.mask { Kernels.spread(vector.tags.pointer, values, over: vector.count, present: mask) }
        let counts = try place(vector)
        for (index, count) in counts.enumerated() {
            vector.children[index].reserve(count)
            try children[index].decode(count, into: vector.children[index], mask: nil)
        }
    }

    override func seekValues(_ positions: inout PositionReader) throws(ORCError) { try tags.seek(&positions) }

    override func seekChildren(_ positions: RowGroupPositions) throws(ORCError) {
        for child in children { try child.seek(positions) }
    }

    /// Fills the offsets and returns the number of values of each variant.
    private func place(_ vector: UnionVector) throws(ORCError) -> [Int] {
        var counts = [Int](repeating: 0, count: children.count)
        for row in 0..<vector.count {
            guard vector.isPresent(row) else {
                vector.tags[row] = 0
                vector.offsets[row] = 0
                continue
            }
            let tag = Int(vector.tags[row])
            guard tag < counts.count else {
                throw ORCError(
                    .malformed, "expected a tag below \(counts.count), found \(tag)",
                    at: .init(column: column, stream: StripeFooter.Stream.Kind.data.description))
            }
            vector.offsets[row] = Int64(counts[tag])
            counts[tag] += 1
        }
        return counts
    }
}

extension ORCType {
    /// Bytes that a row takes in the vectors of this type, without the bytes of strings and the elements of lists.
    var bytesPerRow: Int {
        switch kind {
        case .boolean: 2
        case .byte, .short, .int, .long, .date, .float, .double, .list: 9
        case .decimal: 17
        case .timestamp, .timestampInstant, .string, .varchar, .char, .binary: 13
        case .map: 9
        case .struct: children.reduce(1) { $0 + $1.bytesPerRow }
        case .union: children.reduce(10) { $0 + $1.bytesPerRow }
        }
    }
}
