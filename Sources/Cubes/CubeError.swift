public import Accidents

/// Why cubes could not be filled, merged, stored or read.
public struct CubeError: Error, Sendable {
    /// The class of the failure; new codes may be added.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        enum Known: String { case keySpace = "key_space", overflow, snapshot, io, usage }
        let known: Known
        /// The code as a word.
        public var description: String { known.rawValue }
        /// The dimensions of a cube have more combinations than 64 bits can number, or more cells than one machine holds.
        public static let keySpace = Code(known: .keySpace)
        /// A sum does not fit into 64 bits.
        public static let overflow = Code(known: .overflow)
        /// A stored cube is damaged, foreign or of another version.
        public static let snapshot = Code(known: .snapshot)
        /// A snapshot, or the folder of snapshots, cannot be read or written.
        public static let io = Code(known: .io)
        /// The call does not fit: an unknown cube, dimension or value.
        public static let usage = Code(known: .usage)
    }

    /// The class of this failure.
    public var code: Code
    /// What was expected, what was found, and what to do next.
    public var message: String
    /// The cube or the file.
    public var location: String
    /// What brought it about, when another error did.
    public var cause: (any Error)?

    package init(_ code: Code, _ message: String, at location: String, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.location = location
        self.cause = cause
    }

    package static func tooManyKeys(_ cube: String) -> CubeError {
        CubeError(.keySpace, "the dimensions have more combinations than 64 bits can number; take a dimension out", at: "cube '\(cube)'")
    }

    package static func tooManyCells(_ cube: String) -> CubeError {
        CubeError(.keySpace, "the cells hold more than 4,294,967,295 values; take a dimension out", at: "cube '\(cube)'")
    }

    package static func overflow(_ cube: String) -> CubeError {
        CubeError(.overflow, "a sum does not fit into 64 bits; divide the data among more cells", at: "cube '\(cube)'")
    }
}

extension CubeError: DescribedError {
    /// The call; what writes snapshots; or else the computation.
    public var fault: Fault {
        switch code {
        case .usage: .usage
        case .io: .store
        default: .engine
        }
    }

    /// The cube or the file.
    public var place: String? { location }

    /// Code, message, place and cause in one line.
    public var description: String { line("Cube") }
}
