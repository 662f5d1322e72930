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
            #expect(rules.span(at: instant).offset == Int64(expected), "\(name) at \(instant)")
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
