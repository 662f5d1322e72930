/// An error in words for a person: what happened, where, why, and what to do next.
///
/// Whoever shows errors, such as the command and the log, needs to know nothing else of them.
public protocol DescribedError: Error, CustomStringConvertible {
    /// The class of the failure, which is a word as text.
    associatedtype Code: CustomStringConvertible
    /// The class of the failure.
    var code: Code { get }
    /// What is at fault.
    var fault: Fault { get }
    /// What was expected and what was found.
    var message: String { get }
    /// Where it happened: a file, a table, a setting. Nil when that is not known.
    var place: String? { get }
    /// What brought it about, when another error did.
    var cause: (any Error)? { get }
    /// What to do next. Nil when there is nothing to say beyond ``message``.
    var advice: String? { get }
}

/// What is at fault when something fails, and so who can do something about it.
public enum Fault: String, Sendable, Hashable, CaseIterable {
    /// The call: the command line or a setting is wrong.
    case usage
    /// What was given to read is missing or wrong.
    case input
    /// What was read and computed is not good enough to be published.
    case quality
    /// Where results are written to.
    case store
    /// The computation, or the machine.
    case engine
}

extension DescribedError {
    /// No other error brought it about.
    public var cause: (any Error)? { nil }
    /// Nothing beyond ``message``.
    public var advice: String? { nil }

    /// `AREA CODE: message [place]: cause`, as far as known.
    package func line(_ area: String) -> String {
        "\(area) \(code): \(message)" + (place.map { " [\($0)]" } ?? "") + (cause.map { ": \($0)" } ?? "")
    }
}
