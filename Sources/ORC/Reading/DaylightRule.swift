/// The rule for the time after the last listed transition: the POSIX `TZ` form with dates as months and weekdays.
///
///     EST5EDT,M3.2.0,M11.1.0      standard and daylight name and offset (hours west), start and end
///     M3.2.0/1                    month 3, second week (5: the last), weekday 0 (Sunday), at 1 o'clock (default 2)
///
/// Other forms, which no zone of today uses for daylight saving, leave the last offset in force.
struct DaylightRule {
    private struct Change {
        let month, week, weekday: Int
        let time: Int64
    }

    private let standard: Int64
    private let daylight: Int64
    private let start: Change
    private let end: Change

    init?(_ text: String) {
        let parts = text.split(separator: ",")
        guard parts.count == 3, let start = Self.change(parts[1]), let end = Self.change(parts[2]) else { return nil }
        var names = parts[0]
        guard Self.dropName(&names), let standard = Self.time(&names), Self.dropName(&names) else { return nil }
        self.standard = -standard
        daylight = names.isEmpty ? -standard + 3_600 : -(Self.time(&names) ?? 0)
        self.start = start
        self.end = end
    }

    /// Adds the changes of the years after the builder's last, up to the year from which ``ZoneRules`` repeats them.
    func extend(_ builder: inout SpanBuilder) {
        builder.repeats = true
        for year in 1970...ZoneRules.horizonYear {
            let begin = (instant(start, year, offset: standard), daylight)
            let finish = (instant(end, year, offset: daylight), standard)
            for (time, offset) in begin.0 < finish.0 ? [begin, finish] : [finish, begin] { builder.change(at: time, to: offset) }
        }
    }

    private func instant(_ change: Change, _ year: Int, offset: Int64) -> Int64 {
        let first = Self.days(year, change.month, 1)
        let weekday = (first + 4) % 7
        var day = first + (change.weekday - weekday + 7) % 7 + (change.week - 1) * 7
        let next = change.month == 12 ? Self.days(year + 1, 1, 1) : Self.days(year, change.month + 1, 1)
        while day >= next { day -= 7 }
        return Int64(day) * 86_400 + change.time - offset
    }

    /// Days from 1970-01-01 to a date of 1970 or later (proleptic Gregorian calendar).
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return y * 365 + y / 4 - y / 100 + y / 400 + dayOfYear - 719_468
    }

    private static func change(_ text: Substring) -> Change? {
        let halves = text.split(separator: "/")
        guard halves.first?.first == "M" else { return nil }
        let numbers = halves[0].dropFirst().split(separator: ".").compactMap { Int($0) }
        guard numbers.count == 3, (1...12).contains(numbers[0]), (1...5).contains(numbers[1]), (0...6).contains(numbers[2]) else { return nil }
        var time = halves.count > 1 ? halves[1] : "2"
        guard let seconds = Self.time(&time) else { return nil }
        return Change(month: numbers[0], week: numbers[1], weekday: numbers[2], time: seconds)
    }

    /// Takes a zone's name, letters or anything in angle brackets, off the front.
    private static func dropName(_ text: inout Substring) -> Bool {
        if text.first == "<" {
            guard let close = text.firstIndex(of: ">") else { return false }
            text = text[text.index(after: close)...]
            return true
        }
        let before = text.count
        text = text.drop { $0.isLetter }
        return text.count < before
    }

    /// Takes `[-]hours[:minutes[:seconds]]` off the front; in seconds.
    private static func time(_ text: inout Substring) -> Int64? {
        let part = text.prefix { $0.isNumber || $0 == ":" || $0 == "-" || $0 == "+" }
        text = text.dropFirst(part.count)
        let isNegative = part.first == "-"
        let numbers = part.drop { $0 == "-" || $0 == "+" }.split(separator: ":").compactMap { Int64($0) }
        guard let hours = numbers.first, numbers.allSatisfy({ $0 < 1_000 }) else { return nil }
        let minutes = numbers.count > 1 ? numbers[1] : 0
        let seconds = hours * 3_600 + minutes * 60 + (numbers.count > 2 ? numbers[2] : 0)
        return isNegative ? -seconds : seconds
    }
}
