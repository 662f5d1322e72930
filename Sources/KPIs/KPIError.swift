public import Accidents

/// Why KPIs could not be derived: a cube without what a KPI needs, or a resource that cannot be read.
public struct KPIError: Error, Sendable {
    /// The class of the failure; new codes may be added.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        enum Known: String { case resource, cube }
        let known: Known
        /// The code's name.
        public var description: String { known.rawValue }
        /// A file that ships with the package is missing or malformed.
        static let resource = Code(known: .resource)
        /// A cube lacks a dimension or a measure.
        public static let cube = Code(known: .cube)
    }

    /// The class of this failure.
    public var code: Code
    /// What was expected and what was found.
    public var message: String
    /// The file with its line, or the cube.
    public var location: String
    /// What brought it about, when another error did.
    public var cause: (any Error)?

    init(_ code: Code, _ message: String, at location: String, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.location = location
        self.cause = cause
    }
}

extension KPIError: DescribedError {
    /// The program, or its installation.
    public var fault: Fault { .engine }

    /// The file with its line, or the cube.
    public var place: String? { location }

    /// To install again, or to report a defect.
    public var advice: String? {
        switch code {
        case .resource: "the installed copy is damaged; install again"
        default: "this is probably a defect of Datamart; please report it with the log"
        }
    }

    /// Code, message, place and cause in one line.
    public var description: String { line("KPI") }
}
