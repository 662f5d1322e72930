/// Why KPIs could not be derived: a cube without what a KPI needs, or a resource that cannot be read.
public struct KPIError: Error, Sendable {
    /// The class of the failure; new codes may be added.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        enum Known: String { case resource, cube }
        let known: Known
        /// The code's name.
        public var description: String { known.rawValue }
        /// A file that ships with the package is missing or malformed.
        public static let resource = Code(known: .resource)
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

extension KPIError: CustomStringConvertible {
    /// Code, message, place and cause in one line.
    public var description: String {
        "KPI \(code): \(message) [\(location)]" + (cause.map { ": \($0)" } ?? "")
    }
}
