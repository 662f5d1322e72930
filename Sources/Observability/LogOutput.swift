import Foundation
import Logging

/// Where log lines go, and in which form.
public struct LogOutput: Sendable {
    /// The form of a line.
    public enum Format: Sendable, Hashable {
        case json
        /// For people; `onTerminal` wipes a progress bar on the line.
        case console(colors: Bool, onTerminal: Bool)
    }

    /// The form of a line.
    public var format: Format
    /// Texts that are masked: as the whole value of a field, and from 6 characters on also within values and messages.
    public var secrets: [String]
    private let now: @Sendable () -> Int64
    private let sink: @Sendable ([UInt8]) -> Void

    /// - Parameters:
    ///   - now: The clock, in nanoseconds since 1970-01-01 00:00:00 UTC.
    ///   - sink: Takes one whole line with its newline; called from any thread.
    public init(
        format: Format, secrets: [String] = [], now: @escaping @Sendable () -> Int64 = currentTime,
        sink: @escaping @Sendable ([UInt8]) -> Void
    ) {
        self.format = format
        self.secrets = secrets.filter { !$0.isEmpty }
        self.now = now
        self.sink = sink
    }

    /// Standard error: lines for people on a terminal (plain when `NO_COLOR` is set or the terminal is dumb), JSON otherwise.
    public static func standardError(secrets: [String] = []) -> LogOutput {
        let format = Format.detected(isTerminal: isatty(STDERR_FILENO) == 1, environment: ProcessInfo.processInfo.environment)
        return LogOutput(format: format, secrets: secrets, sink: writeToStandardError)
    }

    func write(level: Logger.Level, message: String, metadata: Logger.Metadata) {
        let record = LogRecord(time: now(), level: level, message: message, metadata: metadata, secrets: secrets)
        switch format {
        case .json: sink(record.json)
        case .console(let colors, let onTerminal): sink(record.console(colors: colors, clearingLine: onTerminal))
        }
    }
}

extension LogOutput.Format {
    /// The form that suits a standard error that is or is not a terminal.
    public static func detected(isTerminal: Bool, environment: [String: String]) -> Self {
        guard isTerminal else { return .json }
        let isPlain = environment["NO_COLOR"]?.isEmpty == false || environment["TERM"] == "dumb"
        return .console(colors: !isPlain, onTerminal: environment["TERM"] != "dumb")
    }
}

/// The system's clock, in nanoseconds since 1970-01-01 00:00:00 UTC.
public func currentTime() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}

/// One `write` a line, so that lines of several threads do not mix; a log that cannot be written stops nobody.
@Sendable
private func writeToStandardError(_ line: [UInt8]) {
    line.withUnsafeBytes { bytes in
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = write(STDERR_FILENO, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if written > 0 { rest = rest.dropFirst(written) } else if errno != EINTR { return }
        }
    }
}
