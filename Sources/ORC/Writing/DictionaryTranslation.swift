/// Remembers, for the dictionary of a caller's vectors, the codes of a column's own dictionary: each entry is hashed
/// once for all batches that share the dictionary.
struct DictionaryTranslation: ~Copyable {
    private var source: StringDictionary?
    /// The code plus one; 0 where not known yet.
    private var codes = Buffer<Int32>()
    private var known = 0

    /// Memory held, in bytes.
    var memory: Int { codes.capacity * 4 }

    mutating func prepare(for dictionary: StringDictionary) {
        if source !== dictionary {
            source = dictionary
            known = 0
        }
        guard known < dictionary.count else { return }
        codes.reserve(dictionary.count)
        (codes.pointer + known).update(repeating: 0, count: dictionary.count - known)
        known = dictionary.count
    }

    /// Replaces `count` codes of the prepared dictionary by those of `interner`.
    ///
    /// - Requires: codes below the number of the dictionary's entries.
    mutating func translate(_ values: UnsafeMutablePointer<Int64>, count: Int, _ interner: inout StringInterner) {
        let codes = self.codes.pointer
        for index in 0..<count {
            let code = Int(values[index])
            assert(code >= 0 && code < known, "a dictionary code outside the dictionary")
            if codes[code] == 0 { learn(code, &interner) }
            values[index] = Int64(codes[code]) - 1
        }
    }

    @inline(never)
    private func learn(_ code: Int, _ interner: inout StringInterner) {
        guard let source else { return }
        let start = Int(source.offsets[code])
        let learned = interner.code(of: UnsafePointer(source.bytes.pointer) + start, count: Int(source.offsets[code + 1]) - start)
        codes[code] = Int32(learned) + 1
    }

    mutating func forget() {
        source = nil
        known = 0
        codes = Buffer()
    }
}
