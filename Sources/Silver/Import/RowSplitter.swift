import Foundation
import ORC

/// A piece of a CSV file that begins and ends where rows do.
///
/// Safety: filled by the task that reads, then only read by the one that parses. That is why it may travel between
/// tasks without a lock.
final class CSVChunk: @unchecked Sendable {
    /// `count` bytes of rows; at least ``padding`` more bytes can be read.
    var bytes = Buffer<UInt8>()
    var count = 0
    /// The chunk is one line that opens a quote which is never closed.
    var isUnclosed = false
    /// The file ends with this chunk, and not with a line end.
    var endsMidLine = false

    /// Parsers load eight bytes at a time.
    static let padding = 16
}

/// Cuts a byte stream into chunks of whole rows.
///
/// A quote counts only at the beginning of a field, as in RFC 4180. Within quotes line ends belong to the field. When a
/// quote is not closed within ``longestRow`` bytes, or before the file ends, its line alone is taken for the damaged row,
/// so that one lost quote does not swallow the rows after it.
final class RowSplitter {
    static let longestRow = 1 << 20

    private let source: ByteSource
    private let chunkSize: Int
    private var carry: [UInt8] = []
    private var hasEnded = false
    /// The carry begins with a line whose quote is known never to close.
    private var carryIsUnclosed = false

    init(_ source: ByteSource, chunkSize: Int) {
        self.source = source
        self.chunkSize = max(chunkSize, 1)
    }

    /// Fills `chunk` with the next rows. Returns false at the end.
    ///
    /// - Throws: ``SilverError`` `input` when a line is longer than ``longestRow``: then it is no table of accidents.
    func next(_ chunk: CSVChunk) throws -> Bool {
        try load(chunk)
        guard chunk.count > 0 else { return false }
        if carryIsUnclosed {
            takeFirstLine(chunk)
            return true
        }
        while true {
            let scan = RowEnds(chunk.bytes.pointer, chunk.count)
            if scan.endsInQuotes, hasEnded || chunk.count - scan.end > Self.longestRow {
                splitAtUnclosed(chunk, scan)
                return true
            }
            if hasEnded { return finishLast(chunk) }
            if scan.end > 0 {
                keep(chunk, from: scan.end)
                return true
            }
            guard chunk.count <= Self.longestRow else {
                throw SilverError(
                    .input, "a line is longer than \(Self.longestRow) bytes; this is no CSV file of accidents",
                    at: .init(file: source.input.description))
            }
            try extend(chunk)
        }
    }

    private func load(_ chunk: CSVChunk) throws {
        chunk.isUnclosed = false
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
        chunk.count += got
        hasEnded = got < chunkSize
    }

    private func keep(_ chunk: CSVChunk, from end: Int) {
        carry.append(contentsOf: UnsafeBufferPointer(start: chunk.bytes.pointer + end, count: chunk.count - end))
        chunk.count = end
    }

    private func splitAtUnclosed(_ chunk: CSVChunk, _ scan: RowEnds) {
        carryIsUnclosed = true
        guard scan.end > 0 else { return takeFirstLine(chunk) }
        keep(chunk, from: scan.end)
    }

    private func takeFirstLine(_ chunk: CSVChunk) {
        carryIsUnclosed = false
        chunk.isUnclosed = true
        let end = firstLineEnd(chunk)
        chunk.endsMidLine = end == chunk.count && chunk.bytes[end - 1] != UInt8(ascii: "\n")
        keep(chunk, from: end)
    }

    private func firstLineEnd(_ chunk: CSVChunk) -> Int {
        let start = UnsafeRawPointer(chunk.bytes.pointer)
        return memchr(start, 10, chunk.count).map { UnsafeRawPointer($0) - start + 1 } ?? chunk.count
    }

    private func finishLast(_ chunk: CSVChunk) -> Bool {
        chunk.endsMidLine = chunk.bytes[chunk.count - 1] != UInt8(ascii: "\n")
        return true
    }
}

/// Where the last whole row in some bytes ends, when they begin with a row.
private struct RowEnds {
    /// Bytes up to and with the last line end outside quotes; 0 without one.
    private(set) var end = 0
    /// The bytes end within quotes.
    private(set) var endsInQuotes = false

    init(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int) {
        var position = 0
        while let quote = Self.find(34, bytes, position, count) {
            noteLineEnds(bytes, position, quote)
            position = quote + 1
            guard quote == 0 || bytes[quote - 1] == 44 || bytes[quote - 1] == 10 else { continue }
            guard let close = Self.closingQuote(bytes, position, count) else {
                endsInQuotes = true
                return
            }
            position = close + 1
        }
        noteLineEnds(bytes, position, count)
    }

    private mutating func noteLineEnds(_ bytes: UnsafeMutablePointer<UInt8>, _ from: Int, _ to: Int) {
        var index = to
        while index > from {
            index -= 1
            if bytes[index] == 10 {
                end = index + 1
                return
            }
        }
    }

    private static func closingQuote(_ bytes: UnsafeMutablePointer<UInt8>, _ start: Int, _ count: Int) -> Int? {
        var position = start
        while let quote = find(34, bytes, position, count) {
            guard quote + 1 < count, bytes[quote + 1] == 34 else { return quote }
            position = quote + 2
        }
        return nil
    }

    private static func find(_ byte: Int32, _ bytes: UnsafeMutablePointer<UInt8>, _ from: Int, _ to: Int) -> Int? {
        guard from < to, let found = memchr(bytes + from, byte, to - from) else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(bytes)
    }
}
