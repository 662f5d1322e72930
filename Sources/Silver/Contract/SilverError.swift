/// What went wrong with Silver's tables or with a file to import, where, and what to do about it.
public struct SilverError: Error, Sendable {
    /// The class of the failure; new codes may be added.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        enum Known: String { case io, input, missingColumn, dateOrder, rejectedShare, layout, busy, options }
        let known: Known
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
        public var file: String?
        /// Counted from 1; the header is line 1.
        public var line: Int?
        public var table: String?
        public var column: String?

        public init(file: String? = nil, line: Int? = nil, table: String? = nil, column: String? = nil) {
            self.file = file
            self.line = line
            self.table = table
            self.column = column
        }
    }

    public var code: Code
    /// What was expected, what was found, and what to do next.
    public var message: String
    public var location: Location
    public var cause: (any Error)?

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

extension SilverError: CustomStringConvertible {
    public var description: String {
        var place: [String] = []
        if let file = location.file { place.append(location.line.map { "\(file):\($0)" } ?? file) }
        if let table = location.table { place.append("table \(table)") }
        if let column = location.column { place.append("column \(column)") }
        let prefix = place.isEmpty ? "" : place.joined(separator: ", ") + ": "
        return prefix + message + (cause.map { " (\($0))" } ?? "")
    }
}
