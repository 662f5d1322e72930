import Foundation
import Gold
import TestSupport
import Testing

/// Dates and times as text, against those that SQLite's own calendar writes.
@Suite("ISO text")
struct ISOTextTests {
    /// Random days and seconds between the years 0 and 9999, the edges and the leap days of century years.
    private static let edges: [Int64] = [0, -1, 58, 59, 60, 789, -25_508, -25_509, 11_016, 11_017, ISOText.days.lowerBound, ISOText.days.upperBound]

    @Test func datesAreThoseOfSQLite() throws {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SplitMix64(seed: seed)
        let days = Self.edges + (0..<3_000).map { _ in Int64.random(in: ISOText.days, using: &generator) }
        let expected = try sqlite(days.map { "date(\($0 * 86_400), 'unixepoch')" })
        #expect(rows(ISOText.dates(days.map(Int32.init)), ISOText.dateWidth) == expected, "seed \(seed)")
        #expect(expected.map(ISOText.day) == days.map(Int32.init), "seed \(seed)")
    }

    @Test func timestampsAreThoseOfSQLite() throws {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SplitMix64(seed: seed)
        let range = ISOText.days.lowerBound * 86_400...ISOText.days.upperBound * 86_400 + 86_399
        let seconds = [0, -1, range.lowerBound, range.upperBound] + (0..<3_000).map { _ in Int64.random(in: range, using: &generator) }
        let expected = try sqlite(seconds.map { "datetime(\($0), 'unixepoch')" })
        #expect(rows(ISOText.timestamps(seconds), ISOText.timestampWidth) == expected, "seed \(seed)")
        #expect(expected.map(ISOText.second) == seconds, "seed \(seed)")
    }

    @Test(arguments: [
        "", "2021-02-29", "2021-13-01", "2021-00-10", "2021-1-011", "20210228  ", "2021/02/28", "-021-02-28", "2021-02-2x", "2021-02-28 ",
        "２021-02-28",
    ])
    func noDate(_ text: String) { #expect(ISOText.day(text) == nil && ISOText.second(text + " 00:00:00") == nil) }

    @Test(arguments: [
        "2021-02-28", "2021-02-28T12:00:00", "2021-02-28 24:00:00", "2021-02-28 12:60:00", "2021-02-28 12:00:6x", "2021-02-28 12-00-00",
    ])
    func noTime(_ text: String) { #expect(ISOText.second(text) == nil) }

    @Test func whatFourDigitsCannotShowIsEmpty() {
        #expect(ISOText.dates([.max, .min]) == Array(repeating: 0, count: 20))
        #expect(ISOText.timestamps([.max, .min]) == Array(repeating: 0, count: 38))
    }

    private func rows(_ bytes: [UInt8], _ width: Int) -> [String] {
        stride(from: 0, to: bytes.count, by: width).map { String(decoding: bytes[$0..<$0 + width], as: UTF8.self) }
    }

    private func sqlite(_ expressions: [String]) throws -> [String] {
        let values = expressions.map { "(\($0))" }.joined(separator: ",")
        return try Command.output("sqlite3", ["-batch", ":memory:", "VALUES \(values)"]).split(separator: "\n").map(String.init)
    }
}
