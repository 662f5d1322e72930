/// Direct strings and binaries: LENGTH, unsigned run-length encoded, and DATA, the bytes one after the other.
class DirectStringDecoder: ColumnDecoder {
    private let data: ByteStream
    private let lengths: IntegerDecoder

    init(_ type: ORCType, _ streams: StripeStreams, _ encoding: ColumnEncoding) {
        data = streams.stream(.data, of: type.id)
        lengths = IntegerDecoder(streams.stream(.length, of: type.id), isSigned: false, isVersion2: encoding.usesRunLengthV2)
        super.init(type, streams)
    }

    override func decodeValues(_ values: Int, into vector: ColumnVector) throws(ORCError) {
        let vector = unsafeDowncast(vector, to: StringVector.self)
        vector.dictionary = nil
        let scratch = try workspace.scratch(values)
        try lengths.read(values, into: scratch)
        guard let total = Kernels.offsets(scratch, values, rows: vector.count, present: vector.mask, into: vector.offsets.pointer) else {
            throw lengths.input.malformed("lengths of 0 … 2,147,483,647", "others")
        }
        try data.read(total, appendingTo: &vector.bytes, at: 0, budget: workspace.budget)
    }

    final override func seekValues(_ positions: inout PositionReader) throws(ORCError) {
        try data.seek(&positions)
        try lengths.seek(&positions)
    }
}

/// Strings in a dictionary: DATA, unsigned run-length encoded codes; LENGTH and DICTIONARY_DATA, the dictionary's entries.
///
/// The dictionary is loaded with the first batch and stays the same object for the stripe.
final class DictionaryStringDecoder: ColumnDecoder {
    private let codes: IntegerDecoder
    private let lengths: IntegerDecoder
    private let entries: ByteStream
    private let size: Int
    private let dictionary = StringDictionary()
    private var isLoaded = false

    init(_ type: ORCType, _ streams: StripeStreams, _ encoding: ColumnEncoding) {
        let isVersion2 = encoding.usesRunLengthV2
        codes = IntegerDecoder(streams.stream(.data, of: type.id), isSigned: false, isVersion2: isVersion2)
        lengths = IntegerDecoder(streams.stream(.length, of: type.id), isSigned: false, isVersion2: isVersion2)
        entries = streams.stream(.dictionaryData, of: type.id)
        size = encoding.dictionarySize
        super.init(type, streams)
    }

    // Whoever keeps the dictionary longer than the stripe does so on an account of their own.
    deinit { workspace.budget.release(dictionary.offsets.capacity * 8 + dictionary.bytes.capacity - 9) }

    override func decodeValues(_ values: Int, into vector: ColumnVector) throws(ORCError) {
        let vector = unsafeDowncast(vector, to: StringVector.self)
        try load()
        vector.dictionary = dictionary
        let scratch = try workspace.scratch(values)
        try codes.read(values, into: scratch)
        let target = vector.codes.pointer
        guard Kernels.narrow(scratch, values, limit: dictionary.count, into: target) else {
            throw codes.input.malformed("codes below \(dictionary.count), the dictionary's size", "larger ones")
        }
        guard let mask = vector.mask else { return }
        Kernels.spread(target, values, over: vector.count, present: mask)
        for row in 0..<vector.count { target[row] &= 0 &- Int32(mask[row]) }
    }

    override func seekValues(_ positions: inout PositionReader) throws(ORCError) { try codes.seek(&positions) }

    private func load() throws(ORCError) {
        if isLoaded { return }
        try loadOffsets()
        try entries.read(Int(dictionary.offsets[size]), appendingTo: &dictionary.bytes, at: 0, budget: workspace.budget)
        dictionary.count = size
        isLoaded = true
    }

    /// Decodes the lengths in parts, so that memory grows with what is really there and not with what is claimed.
    private func loadOffsets() throws(ORCError) {
        let part = 8_192
        let scratch = try workspace.scratch(part)
        var done = 0
        dictionary.offsets[0] = 0
        while done < size {
            let count = min(part, size - done)
            try lengths.read(count, into: scratch)
            try workspace.budget.reserve(done + count + 1, in: &dictionary.offsets)
            let target = dictionary.offsets.pointer + done
            guard Kernels.offsets(scratch, count, rows: count, present: nil, into: target, from: target[0]) != nil else {
                throw lengths.input.malformed("lengths of 0 … 2,147,483,647", "others")
            }
            done += count
        }
    }
}

extension ByteStream {
    /// Copies the next `count` bytes into `buffer` from `start` on, growing it by what is really there.
    func read(_ count: Int, appendingTo buffer: inout Buffer<UInt8>, at start: Int, budget: MemoryBudget) throws(ORCError) {
        var done = 0
        while done < count {
            try require(1)
            let part = min(count - done, available)
            try budget.reserve(start + done + part, in: &buffer)
            (buffer.pointer + start + done).update(from: cursor, count: part)
            cursor += part
            done += part
        }
    }
}

extension Workspace {
    /// Room for `count` integers, valid until the next call.
    func scratch(_ count: Int) throws(ORCError) -> UnsafeMutablePointer<Int64> {
        try budget.reserve(count, in: &scratch)
        return scratch.pointer
    }
}
