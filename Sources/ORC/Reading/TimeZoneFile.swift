/// Reads the compiled time zone files of the system (TZif, RFC 8536).
enum TimeZoneFile {
    private static let folders = ["/usr/share/zoneinfo", "/var/db/timezone/zoneinfo", "/usr/lib/zoneinfo"]

    /// The rules of the zone called `name`, nil when there is none.
    static func rules(_ name: String) -> ZoneRules? {
        guard isSafe(name) else { return nil }
        for folder in folders {
            if let bytes = contents(folder + "/" + name), let rules = parse(bytes) { return rules }
        }
        return nil
    }

    /// A name comes from a data file: it must not lead out of the database's folder.
    private static func isSafe(_ name: String) -> Bool {
        name.utf8.count <= 64 && !name.hasPrefix("/") && !name.contains("..")
            && name.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || "/_+-".utf8.contains(byte)
            }
    }

    private static func contents(_ path: String) -> [UInt8]? {
        guard let source = try? ORCFileSource(path: path), source.size <= 1 << 20 else { return nil }
        return try? source.bytes(at: 0, count: source.size)
    }
}

// MARK: - Parsing

extension TimeZoneFile {
    /// The six counts of a header of 44 bytes: "TZif", a version, 15 unused bytes, then these.
    private struct Header {
        let version: UInt8
        let utcFlags, standardFlags, leapSeconds, transitions, types, characters: Int

        init?(_ bytes: ArraySlice<UInt8>) {
            guard bytes.count >= 44, bytes.prefix(4).elementsEqual("TZif".utf8) else { return nil }
            let start = bytes.startIndex
            version = bytes[start + 4]
            func count(_ index: Int) -> Int { Int(TimeZoneFile.bigEndian(bytes[(start + 20 + index * 4)..<(start + 24 + index * 4)])) }
            (utcFlags, standardFlags, leapSeconds, transitions, types, characters) = (count(0), count(1), count(2), count(3), count(4), count(5))
        }

        func size(timeBytes: Int) -> Int {
            transitions * (timeBytes + 1) + types * 6 + characters + leapSeconds * (timeBytes + 4) + standardFlags + utcFlags
        }
    }

    /// Version 1 has times of four bytes; later ones repeat everything with eight, then a rule for the time after.
    private static func parse(_ bytes: [UInt8]) -> ZoneRules? {
        guard let first = Header(bytes[...]) else { return nil }
        guard first.version > 0 else { return block(bytes[44...], first, timeBytes: 4, rule: nil) }
        let second = 44 + first.size(timeBytes: 4)
        guard second <= bytes.count, let header = Header(bytes[second...]) else { return nil }
        let body = second + 44
        let end = body + header.size(timeBytes: 8)
        guard end <= bytes.count else { return nil }
        let rule = bytes[end...].split(separator: UInt8(ascii: "\n")).first.map { String(decoding: $0, as: UTF8.self) }
        return block(bytes[body...], header, timeBytes: 8, rule: rule.flatMap(DaylightRule.init))
    }

    private static func block(_ bytes: ArraySlice<UInt8>, _ header: Header, timeBytes: Int, rule: DaylightRule?) -> ZoneRules? {
        guard bytes.count >= header.size(timeBytes: timeBytes), header.types > 0 else { return nil }
        let times = bytes.startIndex
        let indices = times + header.transitions * timeBytes
        let types = indices + header.transitions
        func offset(_ type: Int) -> Int64 {
            let at = types + min(type, header.types - 1) * 6
            return signed(bytes[at..<at + 4])
        }
        var builder = SpanBuilder(offset: offset(0))
        for index in 0..<header.transitions {
            let at = times + index * timeBytes
            builder.change(at: signed(bytes[at..<at + timeBytes]), to: offset(Int(bytes[indices + index])))
        }
        rule?.extend(&builder)
        return builder.rules()
    }

    private static func bigEndian(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }

    private static func signed(_ bytes: ArraySlice<UInt8>) -> Int64 {
        bytes.count == 4 ? Int64(Int32(truncatingIfNeeded: bigEndian(bytes))) : Int64(bitPattern: bigEndian(bytes))
    }
}

/// Collects changes of offset in time order.
struct SpanBuilder {
    private var spans: [ZoneRules.Span] = []
    private(set) var last = Int64.min
    /// Whether the changes of the last 400 years go on for ever.
    var repeats = false
    private var offset: Int64

    init(offset: Int64) { self.offset = offset }

    mutating func change(at instant: Int64, to next: Int64) {
        guard instant > last else { return }
        spans.append(.init(from: last, to: instant, offset: offset))
        last = instant
        offset = next
    }

    func rules() -> ZoneRules { ZoneRules(spans: spans + [.init(from: last, to: .max, offset: offset)], repeats: repeats) }
}
