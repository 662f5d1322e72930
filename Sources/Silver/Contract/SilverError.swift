public import Accidents
import ORC

/// What went wrong with Silver's tables or with a file to import, where, and what to do about it.
public struct SilverError: Error, Sendable {
    /// The class of the failure; new codes may be added.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        enum Known: String { case io, input, missingColumn, dateOrder, rejectedShare, layout, busy, options }
        let known: Known
        /// The code's stable name.
        public var description: String { known.rawValue }
        /// A file or folder could not be opened, read or written.
        public static let io = Code(known: .io)
        /// A file to import is empty, or not a CSV file.
        public static let input = Code(known: .input)
        /// A column without which nothing can be computed is missing.
        public static let missingColumn = Code(known: .missingColumn)
        /// Day and month of a file's dates cannot be told apart.
        public static let dateOrder = Code(known: .dateOrder)
        /// More rows were rejected than the gate allows.
        public static let rejectedShare = Code(known: .rejectedShare)
        /// The folder does not hold the tables that it should.
        public static let layout = Code(known: .layout)
        /// Another process is writing to the same Silver.
        public static let busy = Code(known: .busy)
        /// The options contradict each other.
        public static let options = Code(known: .options)
    }

    /// Where; each part is known or nil.
    public struct Location: Sendable, Hashable {
        /// A path, or what the input is called.
        public var file: String?
        /// Counted from 1; the header is line 1.
        public var line: Int?
        /// The table concerned.
        public var table: String?
        /// The column concerned.
        public var column: String?

        /// Makes a location of the parts that are known.
        public init(file: String? = nil, line: Int? = nil, table: String? = nil, column: String? = nil) {
            self.file = file
            self.line = line
            self.table = table
            self.column = column
        }
    }

    /// The class of the failure.
    public var code: Code
    /// What was expected, what was found, and what to do next.
    public var message: String
    /// Where it happened.
    public var location: Location
    /// What made it fail, when it was another error.
    public var cause: (any Error)?

    /// Makes an error.
    public init(_ code: Code, _ message: String, at location: Location = Location(), cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.location = location
        self.cause = cause
    }

    /// Whether what was given to read is at fault, rather than the machine or the call: exit code 4.
    public var isInputError: Bool {
        switch code.known {
        case .input, .missingColumn, .dateOrder, .rejectedShare, .layout: true
        case .io, .busy, .options: false
        }
    }
}

extension SilverError: DescribedError {
    /// The options, the input, or else the machine. A file that cannot be read because it is damaged is input.
    public var fault: Fault {
        if code == .options { return .usage }
        let isDamagedFile = (cause as? ORCError).map { $0.code != .io } ?? false
        return isInputError || isDamagedFile ? .input : .engine
    }

    /// ``location`` as text: `file:line, table t, column c`, as far as known. Nil when nothing is.
    public var place: String? {
        let spot = location.file.map { file in location.line.map { "\(file):\($0)" } ?? file }
        let parts = [spot, location.table.map { "table \($0)" }, location.column.map { "column \($0)" }].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// Place, message and cause in one text for people.
    public var description: String { (place.map { "\($0): " } ?? "") + message + (cause.map { " (\($0))" } ?? "") }
}
