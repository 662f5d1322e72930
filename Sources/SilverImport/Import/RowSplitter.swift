import Foundation
import Silver

/// Cuts a byte stream into chunks of whole rows.
///
/// A quote counts only at the beginning of a field, as in RFC 4180. Within quotes line ends belong to the field. When a
/// quoted field does not end as it should (``QuotedField``), its row's first line alone is taken for the damaged row, so that
/// one stray quote does not swallow the rows after it.
///
/// A file without a single line feed in its first row has lines that end with returns; they become line feeds.
final class RowSplitter {
    private let source: ByteSource
    private let chunkSize: Int
    private var carry: [UInt8] = []
    private var hasEnded = false
    private var isFirst = true
    private var returnsEndLines = false

    init(_ source: ByteSource, chunkSize: Int) {
        self.source = source
        self.chunkSize = max(chunkSize, 1)
    }

    /// Fills `chunk` with the next rows. Returns false at the end.
    ///
    /// - Throws: ``SilverError`` `input` when a line is longer than ``QuotedField/longestRow``: then it is no table of accidents.
    func next(_ chunk: inout CSVChunk) throws -> Bool {
        try load(&chunk)
        guard chunk.count > 0 else { return false }
        while true {
            let end = chunk.withBytes { RowEnds($0).end }, isLong = chunk.count > QuotedField.longestRow
            if isFirst, end == 0, hasEnded || isLong, replaceReturns(&chunk) { continue }
            if hasEnded || end > 0 { isFirst = false }
            if hasEnded {
                endLastLine(&chunk)
                return true
            }
            if end > 0 {
                carry = Array(chunk.removeTail(from: end))
                return true
            }
            guard !isLong else {
                throw SilverError(
                    .input, "a line is longer than \(QuotedField.longestRow) bytes; this is no CSV file of accidents",
                    at: .init(file: source.input.description))
            }
            try extend(&chunk)
        }
    }

    private func load(_ chunk: inout CSVChunk) throws {
        chunk.removeAll()
        chunk.append(carry)
        carry = []
        if !hasEnded, chunk.count < chunkSize { try extend(&chunk) }
    }

    private func extend(_ chunk: inout CSVChunk) throws {
        let start = chunk.count
        try chunk.append(upTo: chunkSize) { try source.read(into: $0) }
        if returnsEndLines { chunk.replaceReturns(from: start) }
        hasEnded = chunk.count - start < chunkSize
    }

    private func endLastLine(_ chunk: inout CSVChunk) {
        chunk.endsMidLine = chunk.withBytes { $0.last } != UInt8(ascii: "\n")
        if chunk.endsMidLine { chunk.append(CollectionOfOne(UInt8(ascii: "\n"))) }
    }

    /// Reads returns as line ends from here on, where there are some and no line feeds. Returns whether that is so.
    private func replaceReturns(_ chunk: inout CSVChunk) -> Bool {
        guard !returnsEndLines, chunk.withBytes({ !$0.contains(10) && $0.contains(13) }) else { return false }
        returnsEndLines = true
        chunk.replaceReturns()
        return true
    }
}

/// Where the last whole row in some bytes ends, when they begin with a row.
private struct RowEnds {
    /// Bytes up to and with the last line end outside quotes; 0 without one.
    private(set) var end = 0

    init(_ rows: UnsafeBufferPointer<UInt8>) {
        guard let bytes = rows.baseAddress else { return }
        var position = 0
        let count = rows.count
        while position < count, let found = memchr(bytes + position, 34, count - position) {
            let quote = UnsafeRawPointer(found) - UnsafeRawPointer(bytes)
            noteLineEnds(bytes, position, quote)
            position = quote + 1
            guard quote == end || bytes[quote - 1] == 44 else { continue }
            switch QuotedField(bytes, quote, rowStart: end, count) {
            case .closed(let behind): position = behind
            case .open: return
            case .damaged:
                guard let lineEnd = QuotedField.lineEnd(bytes, end, count) else { return }
                end = lineEnd
                position = lineEnd
            }
        }
        noteLineEnds(bytes, position, count)
    }

    private mutating func noteLineEnds(_ bytes: UnsafePointer<UInt8>, _ from: Int, _ to: Int) {
        var index = to
        while index > from {
            index -= 1
            if bytes[index] == 10 {
                end = index + 1
                return
            }
        }
    }
}
