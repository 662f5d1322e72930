import Foundation
import Testing

@testable import ORC

/// Offsets of zones, against Foundation's, which has its own database.
@Suite struct ReadingZoneTests {
    static let names = [
        "America/New_York", "America/Phoenix", "Europe/London", "Europe/Dublin", "Asia/Kolkata", "Australia/Lord_Howe", "America/Sao_Paulo",
        "Pacific/Auckland", "Asia/Tokyo", "America/St_Johns", "UTC",
    ]

    @Test(arguments: names) func offsetsAgreeWithFoundation(_ name: String) throws {
        let rules = try ZoneRules.named(name)
        let zone = try #require(TimeZone(identifier: name))
        // Every 41 hours from 1970 to 2060: all changes of clocks are passed closely on either side.
        for instant in stride(from: Int64(0), to: 2_840_140_800, by: 41 * 3_600) {
            let expected = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant)))
            let offset = rules.span(at: instant).offset
            // Not an expectation each: there are 19,000, and each would cost more than what it checks.
            if offset != Int64(expected) { Issue.record("\(name) at \(instant) is \(offset) s from UTC, expected \(expected)") }
        }
    }

    /// Rules of daylight saving go on for ever: sentinels such as 9999-07-01 need them too.
    @Test(arguments: names) func offsetsOfTheFarFutureFollowTheRule(_ name: String) throws {
        let rules = try ZoneRules.named(name)
        let zone = try #require(TimeZone(identifier: name))
        for year in [2199, 2200, 2201, 2399, 2400, 2499, 2500, 2501, 2899, 2900, 9999] {
            for day in stride(from: 3, to: 365, by: 28) {
                let instant = Int64((year - 1970) * 365 + (year - 1969) / 4 - (year - 1901) / 100 + (year - 1601) / 400 + day) * 86_400
                let expected = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant)))
                let span = rules.span(at: instant)
                #expect(span.offset == Int64(expected) && span.from <= instant && instant < span.to, "\(name) \(year) day \(day)")
            }
        }
    }

    @Test(arguments: [
        ("GMT+7", 25_200), ("GMT-03:30", -12_600), ("UTC+0530", 19_800), ("+01:00", 3_600), ("GMT", 0), ("Z", 0), ("PNT", -25_200),
    ]) func javasNamesAreKnown(_ name: String, offset: Int64) throws {
        #expect(try ZoneRules.named(name).span(at: 1_500_000_000).offset == offset)
    }

    @Test(arguments: ["Mars/Olympus", "../../../etc/passwd", "/etc/passwd", "GMT+99", "a b", "Europe"]) func unknownNamesAreRefused(_ name: String) {
        #expect(#expect(throws: ORCError.self) { try ZoneRules.named(name) }?.code == .unsupported)
    }

    @Test func noNameIsUTC() throws { #expect(try ZoneRules.named(nil).span(at: 0).offset == 0) }
}
