import Foundation

/// What the streams of this process are connected to.
struct Terminal: Sendable {
    /// Whether standard output may be colored.
    let outputHasColors: Bool
    /// Whether standard error can show a line that changes.
    let errorIsInteractive: Bool
    /// Whether standard error may be colored.
    let errorHasColors: Bool
    /// Columns of the terminal.
    let width: Int

    static let current = Terminal(environment: ProcessInfo.processInfo.environment)

    private init(environment: [String: String]) {
        let isPlain = environment["NO_COLOR"]?.isEmpty == false || environment["TERM"] == "dumb"
        outputHasColors = isatty(STDOUT_FILENO) == 1 && !isPlain
        errorIsInteractive = isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb"
        errorHasColors = errorIsInteractive && !isPlain
        var size = winsize()
        let isKnown = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        width = isKnown ? Int(size.ws_col) : 80
    }
}
