/// What went wrong in reading or writing an ORC file, and where.
public struct ORCError: Error, Sendable {
    /// The class of the failure; new codes may be added.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        enum Known: String { case io, notORC, truncated, malformed, limit, unsupported, encrypted, schema, usage }
        let known: Known
        /// The text for messages.
        public var description: String { known.rawValue }
        /// The file could not be opened, read or written.
        public static let io = Code(known: .io)
        /// The bytes are not an ORC file.
        public static let notORC = Code(known: .notORC)
        /// The file ends before its own description of itself does.
        public static let truncated = Code(known: .truncated)
        /// The bytes contradict the format or each other.
        public static let malformed = Code(known: .malformed)
        /// The file asks for more memory or nesting than allowed.
        public static let limit = Code(known: .limit)
        /// A feature of the format that this library does not implement.
        public static let unsupported = Code(known: .unsupported)
        /// The column is encrypted.
        public static let encrypted = Code(known: .encrypted)
        /// A column that was asked for is missing or has another type.
        public static let schema = Code(known: .schema)
        /// The call does not fit: a batch of another schema, a closed writer.
        public static let usage = Code(known: .usage)
    }

    /// Where in a file; each part is known or nil.
    public struct Location: Sendable, Hashable {
        /// The file's path or name.
        public var file: String?
        /// The stripe's number, from 0.
        public var stripe: Int?
        /// The column's number in the file, and its name when it has one.
        public var column: Int?
        /// See `column`.
        public var columnName: String?
        /// The stream's name in the format.
        public var stream: String?
        /// Bytes from the start of the file, or of the stream when `stream` is set.
        public var offset: Int?

        /// A place with the parts that are known.
        public init(
            file: String? = nil, stripe: Int? = nil, column: Int? = nil, columnName: String? = nil, stream: String? = nil, offset: Int? = nil
        ) {
            self.file = file
            self.stripe = stripe
            self.column = column
            self.columnName = columnName
            self.stream = stream
            self.offset = offset
        }
    }

    /// The class of the failure.
    public var code: Code
    /// What was expected and what was found.
    public var message: String
    /// Where it was found.
    public var location: Location
    /// The error below this one.
    public var cause: (any Error)?

    /// An error; `message` says what was expected and what was found.
    public init(_ code: Code, _ message: String, at location: Location = Location(), cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.location = location
        self.cause = cause
    }
}

extension ORCError: CustomStringConvertible {
    /// ``location`` as text: `file, stripe 3, column 2 (City), stream DATA, offset 17`, as far as known. Nil when nothing is.
    public var place: String? {
        let column = location.column.map { "column \($0)" + (location.columnName.map { " (\($0))" } ?? "") }
        let parts = [
            location.file, location.stripe.map { "stripe \($0)" }, column, location.stream.map { "stream \($0)" },
            location.offset.map { "offset \($0)" },
        ].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// Code, message, place and cause in one line.
    public var description: String {
        "ORC \(code): \(message)" + (place.map { " [\($0)]" } ?? "") + (cause.map { ": \($0)" } ?? "")
    }
}
