import Accidents
import Foundation
import Silver

/// One input, opened: its header is read and its dates' order known; chunks of rows follow.
final class InputReader {
    let header: CSVHeader
    /// The line on which the rows begin.
    let firstLine: Int
    private(set) var dateOrder: DateOrder?
    private let source: ByteSource
    private let splitter: RowSplitter
    /// Rows that were read with the header.
    private var head: CSVChunk?

    /// Bytes taken from the file so far, as stored.
    var bytesRead: Int { source.bytesRead }

    /// Opens an input and reads its header.
    init(_ input: CSVInput, chunkSize: Int) throws {
        source = try ByteSource(input)
        splitter = RowSplitter(source, chunkSize: chunkSize)
        let name = input.description
        var chunk = CSVChunk()
        guard try splitter.next(&chunk) else {
            throw SilverError(.input, "the file is empty; a CSV file of accidents with a header was expected", at: .init(file: name))
        }
        try Self.checkText(chunk, name)
        (header, firstLine) = try Self.readHeader(&chunk, name)
        head = chunk
    }

    /// Finds the order of day and month, if dates need one.
    ///
    /// - Throws: ``SilverError`` `dateOrder` when there are such dates and none of their numbers is above 12.
    func decideDateOrder(_ given: DateOrder?, input: CSVInput, chunkSize: Int) throws {
        var decision = DateOrderDecision(header)
        if let head { decision.look(at: head) }
        guard decision.isNeeded else { return dateOrder = given }
        if let order = given ?? decision.order { return dateOrder = order }
        if case .file = input { try Self.lookAtWhole(input, chunkSize, &decision) }
        guard let order = decision.order else {
            throw SilverError(
                .dateOrder,
                "dates such as “\(decision.example)” may be day or month first, and no number above 12 tells which"
                    + (input == .standardInput ? " at the beginning of the input" : "") + "; give --date-order dmy or --date-order mdy",
                at: .init(file: input.description, column: "Start_Time"))
        }
        dateOrder = order
    }

    private static func lookAtWhole(_ input: CSVInput, _ chunkSize: Int, _ decision: inout DateOrderDecision) throws {
        let other = try InputReader(input, chunkSize: chunkSize)
        var chunk = CSVChunk()
        while decision.order == nil, try other.next(&chunk) { decision.look(at: chunk) }
    }

    /// Fills `chunk` with the next rows. Returns false at the end.
    func next(_ chunk: inout CSVChunk) throws -> Bool {
        guard let head = head.take(), head.count > 0 else { return try splitter.next(&chunk) }
        chunk = head
        return true
    }

    private static func checkText(_ chunk: CSVChunk, _ name: String) throws {
        let start = chunk.withBytes { Array($0.prefix(4_096)) }
        let kinds: [(String, [UInt8])] = [
            ("a zip archive; unpack it first", [0x50, 0x4B, 3, 4]), ("an ORC file", Array("ORC".utf8)),
            ("a Parquet file", Array("PAR1".utf8)), ("text in UTF-16; save it as UTF-8", [0xFF, 0xFE]),
            ("text in UTF-16; save it as UTF-8", [0xFE, 0xFF]), ("compressed twice; unpack it once", [0x1F, 0x8B]),
        ]
        if let kind = kinds.first(where: { start.starts(with: $0.1) }) {
            throw SilverError(.input, "this is \(kind.0); a CSV file of accidents was expected", at: .init(file: name))
        }
        if start.contains(0) { throw SilverError(.input, "this is no text; a CSV file of accidents was expected", at: .init(file: name)) }
    }

    /// Reads the header and takes it off the chunk. Returns it and the line on which the rows begin.
    private static func readHeader(_ chunk: inout CSVChunk, _ name: String) throws -> (CSVHeader, Int) {
        let (names, lines, end) = try chunk.withBytes { try readNames($0, name) }
        let header = try CSVHeader(names, file: name)
        chunk.removeHead(end)
        if chunk.count == 0 { chunk.endsMidLine = false }
        return (header, lines + 1)
    }

    /// The columns' names, the lines that they and empty lines before them take, and the offset behind them.
    private static func readNames(_ rows: UnsafeBufferPointer<UInt8>, _ name: String) throws -> (names: [String], lines: Int, end: Int) {
        let start = rows.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var tokenizer = CSVTokenizer(), names: [String] = [], lines = 0
        tokenizer.reset(to: start)
        repeat {
            guard let bytes = rows.baseAddress, tokenizer.next(bytes, rows.count) else {
                throw SilverError(.input, "the file has no header; a CSV file of accidents was expected", at: .init(file: name))
            }
            guard !tokenizer.isDamaged else {
                throw SilverError(
                    .input, "the header has a quote that is never closed, or that is closed before its field ends", at: .init(file: name, line: 1))
            }
            names = (0..<min(tokenizer.fieldCount, CSVTokenizer.maximumFields)).map { tokenizer.text($0, in: bytes) }
            lines += 1 + rows[tokenizer.rowStart..<tokenizer.rowEnd].count { $0 == 10 }
        } while names == [""]
        return (names, lines, tokenizer.rowEnd + 1)
    }
}

extension CSVTokenizer {
    /// A field's text without quotes and blanks at its ends.
    func text(_ index: Int, in bytes: UnsafePointer<UInt8>) -> String {
        let field = UnsafeBufferPointer(start: bytes + start(index), count: Int(ends[index]) - start(index))
        func trimmed(_ text: some StringProtocol) -> String { text.trimmingCharacters(in: .whitespacesAndNewlines) }
        let text = trimmed(String(decoding: field, as: UTF8.self))
        guard text.count >= 2, text.first == "\"", text.last == "\"" else { return text }
        return trimmed(text.dropFirst().dropLast()).replacing("\"\"", with: "\"")
    }
}

/// Looks for what tells the order of day and month in dates that do not begin with the year.
struct DateOrderDecision {
    private let fields: [Int]
    private let fieldCount: Int
    /// The first such date.
    private(set) var example = ""
    private(set) var order: DateOrder?

    init(_ header: CSVHeader) {
        fields = [.startTime, .endTime].compactMap { header.fields[$0] }
        fieldCount = header.names.count
    }

    /// Whether there are such dates.
    var isNeeded: Bool { !example.isEmpty }

    mutating func look(at chunk: CSVChunk) {
        chunk.withBytes { rows in
            guard let bytes = rows.baseAddress else { return }
            var tokenizer = CSVTokenizer()
            tokenizer.reset()
            while order == nil, tokenizer.next(bytes, rows.count) {
                guard tokenizer.fieldCount == fieldCount, !tokenizer.isDamaged else { continue }
                for field in fields { look(at: tokenizer.text(field, in: bytes)) }
            }
        }
    }

    private mutating func look(at text: String) {
        var text = text
        let date = text.withUTF8 { utf8 in utf8.baseAddress.flatMap { TimestampParser.shortDate($0, utf8.count) } }
        guard let date else { return }
        if example.isEmpty { example = text }
        if date.first > 12 { order = .dayFirst } else if date.second > 12 { order = .monthFirst }
    }
}
