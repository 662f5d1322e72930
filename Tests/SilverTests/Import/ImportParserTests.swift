import Accidents
import Foundation
import ORC
import Testing

@testable import Silver
@testable import SilverImport

/// `Fixtures/parser-values.tsv` was made by Python; the script stands beside it.
@Suite("Numbers, times and dates are read as Python reads them")
struct ImportParserTests {
    private static let lines: [[String]] = {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/parser-values.tsv")
        let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }()

    private static func values(_ kind: String) -> [(text: String, expected: String)] {
        lines.filter { $0[0] == kind }.map { ($0[1], $0[2]) }
    }

    /// Calls `body` with the text's bytes and room behind them, as they have in a chunk.
    private static func withBytes<Result>(_ text: String, _ body: (UnsafePointer<UInt8>, Int) -> Result) -> Result? {
        let bytes = Array(text.utf8)
        return (bytes + [UInt8](repeating: 10, count: CSVChunk.padding)).withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { body($0, bytes.count) }
        }
    }

    @Test func numbers() {
        let values = Self.values("number")
        #expect(values.count > 900)
        for (text, expected) in values {
            let value = Self.withBytes(text, DecimalParser.parse) ?? nil
            let bits = value.map { String($0.bitPattern, radix: 16) } ?? "none"
            let padded = value == nil ? bits : String(repeating: "0", count: 16 - bits.count) + bits
            #expect(padded == expected, "\(text)")
        }
    }

    @Test(arguments: [("time", nil), ("dmy", DateOrder.dayFirst), ("mdy", .monthFirst)] as [(String, DateOrder?)])
    func times(kind: String, order: DateOrder?) {
        let values = Self.values(kind)
        #expect(values.count >= 200)
        for (text, expected) in values {
            let outcome = Self.withBytes(text) { TimestampParser.parse($0, $1, order: order) }
            switch outcome {
            case .time(let time): #expect("\(time.seconds) \(time.nanoseconds)" == expected, "\(text)")
            case .ambiguous: #expect(expected == "ambiguous", "\(text)")
            default: #expect(expected == "none", "\(text)")
            }
        }
    }

    @Test(
        "Zones by name leave the wall clock as it is",
        arguments: [
            ("America/New_York", true), (" America/New_York", true), (" EST", true), (" UTC", true), ("[America/New_York]", true),
            ("-05:00[America/New_York]", true), ("Z[UTC]", true), (" America/Argentina/Buenos_Aires", true), (" Etc/GMT+5", true),
            (" PM", false), (" am", false), (" est", false), ("[]", false), ("[", false), ("]", false), (" [EST", false), ("x[EST]", false),
            (" America/New York", false), ("/", false), (" 12/11", false),
        ])
    func zones(suffix: String, isZone: Bool) {
        let outcome = Self.withBytes("2016-02-08 05:46:00" + suffix) { TimestampParser.parse($0, $1, order: nil) }
        #expect(outcome == (isZone ? .time(WallClock(seconds: 1_454_910_360, nanoseconds: 0)) : .unreadable))
    }

    @Test func dates() throws {
        let values = Self.values("date")
        #expect(values.count == 300)
        for (text, expected) in values {
            let days = try #require(Int(text))
            let date = CivilDate(days: days)
            #expect("\(date.year) \(date.month) \(date.day) \(CivilDate.isoWeekday(days: days))" == expected)
            #expect(date.days == days)
        }
    }

    @Test(arguments: [
        ("A &amp; B", "A & B"), ("&lt;&gt;&quot;&apos;&#39;&#x27;", "<>\"'''"), ("A & B", "A & B"), ("&nope; &", "&nope; &"),
        ("\u{A0}a\u{A0}b\u{A0}", "a b"), ("x&nbsp;", "x"), ("é&amp;&amp;é", "é&&é"), ("&#xD800;", "&#xD800;"), ("  ", ""),
    ])
    func cleaning(text: String, expected: String) {
        var room = Buffer<UInt8>()
        let cleaned = Array(text.utf8).withUnsafeBufferPointer { String(decoding: TextCleaning.clean($0, into: &room), as: UTF8.self) }
        #expect(cleaned == expected)
    }
}
