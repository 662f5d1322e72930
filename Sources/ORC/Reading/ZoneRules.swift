import Synchronization

/// The offsets of a time zone from UTC through time, from the system's time zone database.
struct ZoneRules: Sendable {
    /// A stretch of time, `from ..< to` in seconds since 1970 UTC, with one offset in seconds east of UTC.
    struct Span: Sendable {
        let from: Int64
        let to: Int64
        let offset: Int64
    }

    /// All of time, in order and without gaps.
    let spans: [Span]
    /// Whether a daylight saving rule goes on for ever after the listed spans.
    let repeats: Bool

    /// Spans are listed to the end of this year. The calendar repeats every 400 years, weekdays included, and so do later spans.
    static let horizonYear = 2500
    /// 2500-01-01 00:00:00 UTC.
    private static let horizon: Int64 = 193_579 * 86_400
    /// 400 years.
    private static let cycle: Int64 = 146_097 * 86_400

    static let utc = ZoneRules(fixed: 0)

    init(fixed offset: Int64) { self.init(spans: [Span(from: .min, to: .max, offset: offset)], repeats: false) }

    init(spans: [Span], repeats: Bool) {
        self.spans = spans
        self.repeats = repeats
    }

    /// The span that holds `instant`. Beyond the years that a date can be written in, the last one.
    func span(at instant: Int64) -> Span {
        guard repeats, instant >= Self.horizon, instant < 1 << 60 else { return listedSpan(at: instant) }
        let shift = ((instant - Self.horizon) / Self.cycle + 1) * Self.cycle
        let span = listedSpan(at: instant - shift)
        return Span(from: span.from + shift, to: span.to + shift, offset: span.offset)
    }

    private func listedSpan(at instant: Int64) -> Span {
        var low = 0
        var high = spans.count - 1
        while low < high {
            let middle = (low + high) / 2
            if instant < spans[middle].to { high = middle } else { low = middle + 1 }
        }
        return spans[low]
    }

    /// The offset when the zone's clocks show `wall` (seconds since 1970 as though UTC).
    func offset(atWallClock wall: Int64) -> Int64 {
        let guess = span(at: wall).offset
        return span(at: wall - guess).offset
    }
}

// MARK: - Names

extension ZoneRules {
    private static let known = Mutex<[String: ZoneRules]>(["UTC": .utc, "GMT": .utc, "Z": .utc])

    /// The rules of the zone called `name` in a stripe footer; UTC when the writer named none.
    ///
    /// - Throws: ``ORCError/Code/unsupported`` when the system's database has no such zone.
    static func named(_ name: String?) throws(ORCError) -> ZoneRules {
        guard let name, !name.isEmpty else { return .utc }
        if let rules = known.withLock({ $0[name] }) { return rules }
        guard let rules = fixedOffset(name) ?? TimeZoneFile.rules(shortNames[name] ?? name) else {
            throw ORCError(.unsupported, "the writer's time zone \"\(name)\" is not in the system's database; install tzdata to read its timestamps")
        }
        known.withLock { $0[name] = rules }
        return rules
    }

    /// `GMT+7`, `UTC-03:30`, `+0530`: Java's custom names.
    private static func fixedOffset(_ name: String) -> ZoneRules? {
        var rest = Substring(name)
        for prefix in ["GMT", "UTC", "UT"] where rest.hasPrefix(prefix) {
            rest = rest.dropFirst(prefix.count)
            break
        }
        guard let sign = rest.first, sign == "+" || sign == "-" else { return nil }
        let digits = rest.dropFirst().filter { $0 != ":" }
        guard (1...6).contains(digits.count), let number = Int64(digits), number >= 0 else { return nil }
        let (hours, minutes, seconds) =
            switch digits.count {
            case 1, 2: (number, 0 as Int64, 0 as Int64)
            case 3, 4: (number / 100, number % 100, 0)
            default: (number / 10_000, number / 100 % 100, number % 100)
            }
        guard hours <= 18, minutes < 60, seconds < 60 else { return nil }
        let offset = hours * 3_600 + minutes * 60 + seconds
        return ZoneRules(fixed: sign == "-" ? -offset : offset)
    }

    /// Java's short names that the database lacks (`ZoneId.SHORT_IDS`).
    private static let shortNames = [
        "ACT": "Australia/Darwin", "AET": "Australia/Sydney", "AGT": "America/Argentina/Buenos_Aires", "ART": "Africa/Cairo",
        "AST": "America/Anchorage", "BET": "America/Sao_Paulo", "BST": "Asia/Dhaka", "CAT": "Africa/Harare", "CNT": "America/St_Johns",
        "CST": "America/Chicago", "CTT": "Asia/Shanghai", "EAT": "Africa/Addis_Ababa", "ECT": "Europe/Paris", "IET": "America/Indiana/Indianapolis",
        "IST": "Asia/Kolkata", "JST": "Asia/Tokyo", "MIT": "Pacific/Apia", "NET": "Asia/Yerevan", "NST": "Pacific/Auckland", "PLT": "Asia/Karachi",
        "PNT": "America/Phoenix", "PRT": "America/Puerto_Rico", "PST": "America/Los_Angeles", "SST": "Pacific/Guadalcanal", "VST": "Asia/Ho_Chi_Minh",
    ]
}
