import Accidents
import Logging
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

    /// The one place where errors become exit codes.
    init(_ fault: Fault) {
        self =
            switch fault {
            case .usage: .usage
            case .input: .input
            case .quality: .qualityGate
            case .store: .store
            case .engine: .engine
            }
    }
}

/// An error as a person reads it: what happened, where, why, and what to do next.
struct Failure: Error {
    var status: Int32
    var message: String
    /// The class of the failure, as a word.
    var code: String?
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
    /// What any error says of itself.
    init(_ error: any Error) {
        switch error {
        case let error as Failure: self = error
        case let error as Interruption: self.init(interruption: error)
        case let error as any DescribedError:
            self.init(ExitStatus(error.fault), error.message, at: error.place, cause: error.cause, advice: error.advice)
            code = "\(error.code)"
        default:
            self.init(.engine, "\(error)", advice: "this is probably a defect of Datamart; please report it with the log")
        }
    }

    /// What stops a command that writes Silver. Its ORC errors come from the writer: the input is not at fault.
    init(writingSilver error: any Error) {
        self.init(error)
        if error is ORCError || (error is SilverError && status == ExitStatus.engine.rawValue) { status = ExitStatus.store.rawValue }
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

    /// The fields of a line of the log, beside the message.
    var fields: Logger.Metadata {
        let texts = [("code", code), ("where", place), ("cause", cause), ("next", advice)]
        var fields = Logger.Metadata(uniqueKeysWithValues: texts.compactMap { name, text in text.map { (name, .string($0)) } })
        fields["exit_code"] = .stringConvertible(status)
        return fields
    }
}
