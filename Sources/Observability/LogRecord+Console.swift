import Logging

extension LogRecord {
    /// The record as a line for people, newline included: `09:00:00 info    run finished  run_id=…`.
    ///
    /// - Parameters:
    ///   - colors: Whether the level is colored.
    ///   - clearingLine: Whether what is on the terminal's current line, a progress bar, is wiped first.
    func console(colors: Bool, clearingLine: Bool) -> [UInt8] {
        let name = level.rawValue + String(repeating: " ", count: max(0, 8 - level.rawValue.count))
        let shownLevel = colors ? "\u{1B}[\(level.color)m\(name)\u{1B}[0m" : name
        let pairs = fields.map { "\($0.name)=\($0.value.console)" }.joined(separator: " ")
        let wipe = clearingLine ? "\r\u{1B}[2K" : ""
        let text = printable(message) + (pairs.isEmpty ? "" : "  " + printable(pairs))
        return Array("\(wipe)\(UTCTime(nanoseconds: time).clock) \(shownLevel) \(text)\n".utf8)
    }
}

extension LogRecord.Value {
    fileprivate var console: String {
        switch self {
        case .text(let text): text.contains(where: \.isWhitespace) ? "\"\(text)\"" : text
        case .literal(let text): text
        case .list(let values): "[" + values.map(\.console).joined(separator: ", ") + "]"
        }
    }
}

extension Logger.Level {
    /// The terminal's color number (ECMA-48, SGR).
    fileprivate var color: Int {
        switch self {
        case .trace, .debug: 2
        case .info, .notice: 36
        case .warning: 33
        case .error, .critical: 31
        }
    }
}

/// Control characters of data must not steer the terminal; line breaks stay.
private func printable(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control && $0 != "\n" ? "\u{FFFD}" : $0 }))
}
