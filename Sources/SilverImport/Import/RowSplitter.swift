import Foundation
import ORC
import Silver

/// A piece of a CSV file that begins and ends where rows do.
///
/// Safety: filled by the task that reads, then only read by the one that parses. That is why it may travel between
/// tasks without a lock.
final class CSVChunk: @unchecked Sendable {
    /// `count` bytes of rows, the last of which is a line end; at least ``padding`` more bytes can be read.
    var bytes = Buffer<UInt8>()
    var count = 0
    /// The file ends with this chunk, and not with a line end: the one here was added.
    var endsMidLine = false

    /// Parsers load eight bytes at a time.
    static let padding = 16
}

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
    func next(_ chunk: CSVChunk) throws -> Bool {
        try load(chunk)
        guard chunk.count > 0 else { return false }
        while true {
            let end = RowEnds(chunk.bytes.pointer, chunk.count).end, isLong = chunk.count > QuotedField.longestRow
            if isFirst, end == 0, hasEnded || isLong, replaceReturns(chunk) { continue }
            if hasEnded || end > 0 { isFirst = false }
            if hasEnded {
                endLastLine(chunk)
                return true
            }
            if end > 0 {
                keep(chunk, from: end)
                return true
            }
            guard !isLong else {
                throw SilverError(
                    .input, "a line is longer than \(QuotedField.longestRow) bytes; this is no CSV file of accidents",
                    at: .init(file: source.input.description))
            }
            try extend(chunk)
        }
    }

    private func load(_ chunk: CSVChunk) throws {
        chunk.endsMidLine = false
        chunk.bytes.reserve(carry.count + chunkSize + CSVChunk.padding)
        carry.withUnsafeBufferPointer { bytes in
            if let base = bytes.baseAddress { chunk.bytes.pointer.update(from: base, count: bytes.count) }
        }
        chunk.count = carry.count
        carry.removeAll(keepingCapacity: true)
        if !hasEnded, chunk.count < chunkSize { try extend(chunk) }
    }

    private func extend(_ chunk: CSVChunk) throws {
        chunk.bytes.reserve(chunk.count + chunkSize + CSVChunk.padding)
        let got = try source.read(into: chunk.bytes.pointer + chunk.count, count: chunkSize)
        if returnsEndLines { Self.replaceReturns(chunk.bytes.pointer + chunk.count, got) }
        chunk.count += got
        hasEnded = got < chunkSize
    }

    private func keep(_ chunk: CSVChunk, from end: Int) {
        carry.append(contentsOf: UnsafeBufferPointer(start: chunk.bytes.pointer + end, count: chunk.count - end))
        chunk.count = end
    }

    private func endLastLine(_ chunk: CSVChunk) {
        chunk.endsMidLine = chunk.bytes[chunk.count - 1] != UInt8(ascii: "\n")
        guard chunk.endsMidLine else { return }
        chunk.bytes.reserve(chunk.count + 1 + CSVChunk.padding)
        chunk.bytes[chunk.count] = UInt8(ascii: "\n")
        chunk.count += 1
    }

    /// Reads returns as line ends from here on, where there are some and no line feeds. Returns whether that is so.
    private func replaceReturns(_ chunk: CSVChunk) -> Bool {
        guard !returnsEndLines, memchr(chunk.bytes.pointer, 10, chunk.count) == nil, memchr(chunk.bytes.pointer, 13, chunk.count) != nil else {
            return false
        }
        returnsEndLines = true
        Self.replaceReturns(chunk.bytes.pointer, chunk.count)
        return true
    }

    private static func replaceReturns(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int) {
        for index in 0..<count where bytes[index] == 13 { bytes[index] = 10 }
    }
}

/// Where the last whole row in some bytes ends, when they begin with a row.
private struct RowEnds {
    /// Bytes up to and with the last line end outside quotes; 0 without one.
    private(set) var end = 0

    init(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
        var position = 0
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
