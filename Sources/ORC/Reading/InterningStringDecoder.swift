/// Direct strings, delivered as codes all the same: each distinct string of the stripe is given a code when it first comes.
///
/// The dictionary stays one object for the stripe and grows from batch to batch; an entry keeps its code.
final class InterningStringDecoder: DirectStringDecoder {
    private var interner = StringInterner()
    private let dictionary = StringDictionary()
    /// Bytes taken from the budget, given back at the end of the stripe.
    private var charged = 0

    override init(_ type: ORCType, _ streams: StripeStreams, _ encoding: ColumnEncoding) {
        dictionary.offsets[0] = 0
        super.init(type, streams, encoding)
    }

    deinit { workspace.budget.release(charged) }

    override func decodeValues(_ values: Int, into vector: ColumnVector) throws(ORCError) {
        try super.decodeValues(values, into: vector)
        let vector = unsafeDowncast(vector, to: StringVector.self)
        let bytes = UnsafePointer(vector.bytes.pointer)
        let offsets = vector.offsets.pointer
        let mask = vector.mask
        for row in 0..<vector.count {
            guard mask.map({ $0[row] != 0 }) ?? true else {
                vector.codes[row] = 0
                continue
            }
            let start = Int(offsets[row])
            let length = Int(offsets[row + 1]) - start
            let code = interner.code(of: bytes + start, count: length)
            if code == dictionary.count { dictionary.append(bytes + start, length) }
            vector.codes[row] = Int32(truncatingIfNeeded: code)
        }
        vector.dictionary = dictionary
        try charge()
    }

    /// The strings are in memory already when they are counted: a batch can go over the limit by no more than itself.
    private func charge() throws(ORCError) {
        let memory = interner.memory + dictionary.bytes.capacity + dictionary.offsets.capacity * 8
        try workspace.budget.charge(memory - charged)
        charged = memory
    }
}

extension StringDictionary {
    /// Adds an entry behind the others.
    func append(_ start: UnsafePointer<UInt8>, _ length: Int) {
        let end = Int(offsets[count])
        bytes.reserve(end + length)
        (bytes.pointer + end).update(from: start, count: length)
        offsets.reserve(count + 2)
        offsets[count + 1] = Int64(end + length)
        count += 1
    }
}
