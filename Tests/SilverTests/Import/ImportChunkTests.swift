import Accidents
import Foundation
import ORC
import TestSupport
import Testing

@testable import Silver
@testable import SilverImport

@Suite("Cutting CSV into chunks")
struct ImportChunkTests {
    /// Whatever the size of chunks, the same rows come out: those that were put in.
    @Test func chunksDoNotMatter() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SplitMix64(seed: seed)
        for _ in 0..<40 {
            let texts = (0..<Int.random(in: 1...30, using: &random)).map { _ in Self.text(&random) }
            let lineEnd = Bool.random(using: &random) ? "\n" : "\r\n"
            var csv = ImportFixture.header + lineEnd
            for (index, text) in texts.enumerated() {
                let isQuoted = text.utf8.contains { [44, 34, 10, 13].contains($0) } || Bool.random(using: &random)
                let field = isQuoted ? "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\"" : text
                csv += ImportFixture.row("A-\(index)", ["Description": field]) + lineEnd
                if Int.random(in: 0..<8, using: &random) == 0 { csv += lineEnd }
            }
            if Bool.random(using: &random) { csv.removeLast() }
            let chunkSize = Int.random(in: 1...400, using: &random)
            let (found, lines) = try Self.parse(csv, chunkSize: chunkSize)
            let isEqual = found == texts.map(Self.cleaned) && lines == csv.utf8.count { $0 == 10 } + (csv.utf8.last == 10 ? 0 : 1)
            #expect(isEqual, "seed \(seed), chunk size \(chunkSize)")
            guard isEqual else { return }
        }
    }

    /// Rows with stray quotes, too, are the same whatever the size of chunks, and none vanishes.
    @Test func strayQuotesDoNotDependOnChunks() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SplitMix64(seed: seed)
        let pieces = ["a", "\"", "\"\"", ",", "\"b\"", "\"c\"\r", "\"d\"e", "\n"]
        for _ in 0..<40 {
            var csv = ImportFixture.header + "\n"
            for index in 0..<Int.random(in: 1...20, using: &random) {
                let text = (0..<Int.random(in: 0...3, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
                csv += ImportFixture.row("A-\(index)", ["Description": text]) + "\n"
            }
            if Bool.random(using: &random) { csv.removeLast() }
            let whole = try Self.parse(csv, chunkSize: 1 << 20), chunkSize = Int.random(in: 1...400, using: &random)
            let parts = try Self.parse(csv, chunkSize: chunkSize)
            let isEqual = parts.0 == whole.0 && parts.lines == whole.lines
            let linesAreKept = whole.lines == csv.utf8.count { $0 == 10 } + (csv.utf8.last == 10 ? 0 : 1)
            #expect(isEqual && linesAreKept, "seed \(seed), chunk size \(chunkSize)")
            guard isEqual, linesAreKept else { return }
        }
    }

    private static func text(_ random: inout SplitMix64) -> String {
        let pieces = ["a", "road", ",", "\"", "\"\"", "\n", "\r\n", " ", "é", "&amp;", "\u{A0}", "5\" pipe", "N/A", ""]
        return (0..<Int.random(in: 1...12, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined() + "."
    }

    private static func cleaned(_ text: String) -> String {
        text.replacingOccurrences(of: "&amp;", with: "&").replacingOccurrences(of: "\u{A0}", with: " ")
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The descriptions of all rows, and the number of lines, read with chunks of a size.
    private static func parse(_ csv: String, chunkSize: Int) throws -> ([String], lines: Int) {
        let folder = try TemporaryFolder(), file = try folder.write("a.csv", csv)
        let reader = try InputReader(.file(file), chunkSize: chunkSize)
        let settings = ImportSettings(header: reader.header, input: 0, dateOrder: nil, idPrefix: [], lastDay: 30_000)
        let parser = ChunkParser()
        var chunk = CSVChunk()
        var texts: [String] = [], lines = reader.firstLine - 1
        while try reader.next(&chunk) {
            let batch = parser.parse(chunk, settings)
            let vector = batch.silver.strings(.description)
            for row in 0..<vector.count { texts.append(String(decoding: vector.value(row), as: UTF8.self)) }
            lines += batch.lineCount
        }
        return (texts, lines)
    }

    @Test func labelsKeepTheirCodes() {
        var table = LabelTable()
        let vector = StringVector()
        func code(_ text: String) -> Int32 { Array(text.utf8).withUnsafeBufferPointer { table.code($0) } }
        let first = (0..<1_000).map { code("label \($0)") }
        table.handOn(to: vector)
        let dictionary = vector.dictionary
        #expect(first == Array(0..<1_000) && code("label 7") == 7 && table.dictionary === dictionary)
        #expect(code("new") == 1_000 && table.dictionary !== dictionary && dictionary?.count == 1_000)
    }

    @Test func setsAreExact() {
        var numbers = UInt64Set()
        var random = SystemRandomNumberGenerator()
        var reference: Set<UInt64> = []
        for _ in 0..<20_000 {
            let number = UInt64.random(in: 0..<9_000, using: &random)
            guard numbers.insert(number) == reference.insert(number).inserted else {
                Issue.record("\(number) is judged wrongly")
                return
            }
        }
        var ids = IdentifierSet(prefix: Array("p-".utf8))
        var inserted: [Bool] = []
        for id in ["p-A-1", "A-1", "p-A-01", "p-A-", "p-A-1x", "p-A-0", "p-B-1", "p-A-1", "A-1", "p-A-01", "p-A-0"] {
            inserted.append(Array(id.utf8).withUnsafeBufferPointer { ids.insert($0) })
        }
        #expect(inserted == [true, true, true, true, true, true, true, false, false, false, false])
    }
}
