import Cubes
import Datamart
import Gold
import ORC
import Silver

/// What the process tells the shell. A usage error that the argument parser finds has the same code as ``usage``.
enum ExitStatus: Int32, CaseIterable {
    case done = 0
    /// A quality gate stopped the run; nothing was published.
    case qualityGate = 3
    /// What was given to read is missing or wrong.
    case input = 4
    /// Gold could not be written, or Silver by a command that makes it.
    case store = 5
    /// The computation failed, or the machine did.
    case engine = 6
    /// The command line or a setting is wrong (`EX_USAGE` of sysexits).
    case usage = 64
}

/// An error as a person reads it: what happened, where, why, and what to do next.
struct Failure: Error {
    var status: Int32
    var message: String
    var place: String?
    var cause: String?
    var advice: String?

    init(_ status: ExitStatus, _ message: String, at place: String? = nil, cause: (any Error)? = nil, advice: String? = nil) {
        self.status = status.rawValue
        self.message = message
        self.place = place
        self.cause = cause.map { "\($0)" }
        self.advice = advice
    }
}

extension Failure {
    /// The one place where errors become exit codes.
    init(_ error: any Error) {
        switch error {
        case let error as Failure: self = error
        case let error as Interruption: self.init(interruption: error)
        case let error as ConfigurationError:
            self.init(.usage, error.message, at: "\(error.origin)", advice: error.advice)
        case let error as QualityGateFailure:
            self.init(
                .qualityGate, error.description, advice: "nothing was published; mend the input, or change the gate with --set datamart.quality.…")
        case let error as SilverError:
            self.init(Self.status(of: error), error.message, at: error.location.text, cause: error.cause)
        case let error as ORCError:
            self.init(.input, error.message, at: error.location.text, cause: error.cause)
        case let error as CubeError: self.init(error.code == .usage ? .usage : .engine, error.message, at: error.location, cause: error.cause)
        case let error as GoldError:
            let place = [error.store, error.table.map { "table \($0)" }].compactMap(\.self).joined(separator: ", ")
            self.init(.store, error.message, at: place.isEmpty ? nil : place, cause: error.cause)
        default:
            self.init(.engine, "\(error)", advice: "this is probably a defect of Datamart; please report it with the log")
        }
    }

    /// What stops a command that writes Silver. Its ORC errors come from the writer: the input is not at fault.
    init(writingSilver error: any Error) {
        self.init(error)
        if error is ORCError || (error is SilverError && status == ExitStatus.engine.rawValue) { status = ExitStatus.store.rawValue }
    }

    private static func status(of error: SilverError) -> ExitStatus {
        if error.code == .options { return .usage }
        let isDamagedFile = (error.cause as? ORCError).map { $0.code != .io } ?? false
        return error.isInputError || isDamagedFile ? .input : .engine
    }

    private init(interruption: Interruption) {
        self.init(.engine, "stopped by a signal; nothing was published", advice: "start the same command again")
        status = interruption.exitStatus
    }

    /// The lines for a terminal: the first says what, those that follow where, why and what next.
    func rendered(colors: Bool) -> String {
        let details = [("where", place), ("cause", cause), ("next", advice)].compactMap { name, text in
            text.map { "  \(name):\(String(repeating: " ", count: 6 - name.count))\($0)" }
        }
        let title = colors ? "\u{1B}[1;31merror:\u{1B}[0m" : "error:"
        return (["\(title) \(message)"] + details).joined(separator: "\n") + "\n"
    }
}

extension SilverError.Location {
    /// `file:line, table t, column c`, as far as known.
    fileprivate var text: String? {
        let spot = file.map { file in line.map { "\(file):\($0)" } ?? file }
        let parts = [spot, table.map { "table \($0)" }, column.map { "column \($0)" }].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}

extension ORCError.Location {
    /// `file, stripe 3, column 2 (City), stream DATA, offset 17`, as far as known.
    var text: String? {
        let columnText = column.map { "column \($0)" + (columnName.map { " (\($0))" } ?? "") }
        let parts = [file, stripe.map { "stripe \($0)" }, columnText, stream.map { "stream \($0)" }, offset.map { "offset \($0)" }].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}
