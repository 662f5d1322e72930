import Accidents
public import ORC

/// A text column of a batch as codes, so that cubes and exports never touch strings row by row.
///
/// Codes belong to ``interner`` and stay valid from batch to batch; texts are trimmed, and an empty text is null.
public final class DictionaryColumn {
    /// The code of null.
    public static let null: Int32 = -1

    /// One entry per row of the batch: a code of the interner, or ``null``.
    public internal(set) var codes = Buffer<Int32>()
    /// The texts by code, of all batches so far.
    public var texts: [String] { interner.texts }

    /// A hash of each text, by code: the same in every column.
    var hashes: [UInt64] { interner.hashes }

    private var interner = TextInterner()
    /// The last dictionary met, and the code of each of its entries.
    private var dictionary: StringDictionary?
    private var codeOfEntry: [Int32] = []
    /// Whether the dictionary, or the direct texts, met last hold one that is too long.
    private var hasOverlong = false

    /// The column of Silver; nil for a column of a scan's own.
    let column: AccidentColumn?
    /// Characters that a text may have; a longer one is null.
    private let maximumLength: Int

    /// - Parameter column: the column whose limit of length holds; nil for none.
    init(_ column: AccidentColumn? = nil) {
        self.column = column
        maximumLength = column.flatMap { AccidentLimits.textLengths[$0] } ?? .max
    }

    /// Fills ``codes`` from `vector`, one code per row.
    ///
    /// - Returns: how many texts were too long.
    @discardableResult
    func fill(from vector: StringVector) -> Int {
        codes.reserve(vector.count)
        if let entries = vector.dictionary {
            fill(from: vector, entries)
        } else {
            hasOverlong = false
            for row in 0..<vector.count { codes[row] = code(vector.value(row)) }
        }
        guard hasOverlong else { return 0 }
        return (0..<vector.count).count { codes[$0] == Self.null && isOverlong(trimmed(vector.value($0))) }
    }

    /// Every row null: the column is not there.
    func fillNull(_ count: Int) {
        codes.reserve(count)
        codes.pointer.update(repeating: Self.null, count: count)
    }

    /// The code of one text.
    func code(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
        let trimmed = trimmed(text)
        if isOverlong(trimmed) {
            hasOverlong = true
            return Self.null
        }
        return trimmed.isEmpty ? Self.null : interner.code(trimmed)
    }

    private func isOverlong(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.count > maximumLength && String(decoding: text, as: UTF8.self).unicodeScalars.count > maximumLength
    }

    /// The code of a label that needs no trimming.
    func code(label: String) -> Int32 {
        var label = label
        return label.withUTF8 { interner.code($0) }
    }

    private func fill(from vector: StringVector, _ entries: StringDictionary) {
        if entries !== dictionary {
            hasOverlong = false
            codeOfEntry = (0..<entries.count).map { code(entries.value($0)) }
            dictionary = entries
        }
        let out = codes.pointer
        let entry = vector.codes.pointer
        codeOfEntry.withUnsafeBufferPointer { map in
            if vector.hasNulls {
                let present = vector.present.pointer
                for row in 0..<vector.count { out[row] = present[row] == 0 ? Self.null : map[Int(entry[row])] }
            } else {
                for row in 0..<vector.count { out[row] = map[Int(entry[row])] }
            }
        }
    }
}

/// `text` without blanks, tabs, line ends and U+00A0 at either end.
func trimmed(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = text.count
    while start < end {
        if isBlank(text[start]) { start += 1 } else if isNoBreakSpace(text, start, end) { start += 2 } else { break }
    }
    while start < end {
        if isBlank(text[end - 1]) { end -= 1 } else if end - start >= 2, isNoBreakSpace(text, end - 2, end) { end -= 2 } else { break }
    }
    return UnsafeBufferPointer(rebasing: text[start..<end])
}

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0d) }

private func isNoBreakSpace(_ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int) -> Bool {
    index + 1 < end && text[index] == 0xc2 && text[index + 1] == 0xa0
}
