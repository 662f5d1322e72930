public import Accidents

/// What went wrong in publishing or reading Gold, and where.
///
/// Everything a store throws is one of these, save `CancellationError`.
public struct GoldError: Error, Sendable {
    /// The class of the failure; new codes may be added.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        enum Known: String { case unreachable, foreign, busy, rejected, damaged, io, usage }
        let known: Known
        /// The code as a word.
        public var description: String { known.rawValue }
        /// The store cannot be opened: no such folder or host, no permission.
        public static let unreachable = Code(known: .unreachable)
        /// What is at the store's place was not made by Datamart, and is left alone.
        public static let foreign = Code(known: .foreign)
        /// Another writer, or a program that holds the store open, is in the way.
        public static let busy = Code(known: .busy)
        /// Rows break the table's definition: a null key, a text too long, a duplicate key.
        public static let rejected = Code(known: .rejected)
        /// A published table holds a value that its definition does not allow; the cause is a ``DamagedValue``.
        public static let damaged = Code(known: .damaged)
        /// The store failed while working: disk full, connection lost, damaged file.
        public static let io = Code(known: .io)
        /// The call does not fit: an unknown table, a publication that has ended.
        public static let usage = Code(known: .usage)
    }

    /// The class of the failure.
    public var code: Code
    /// What was expected, what was found, and what to do next.
    public var message: String
    /// The table concerned, when it is one.
    public var table: String?
    /// The store, such as `sqlite:gold.db`; never with a password.
    public var store: String?
    /// What a library reported, when one did.
    public var cause: (any Error)?

    /// An error of class `code`.
    public init(_ code: Code, _ message: String, table: String? = nil, store: String? = nil, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.table = table
        self.store = store
        self.cause = cause
    }
}

extension GoldError: DescribedError {
    /// The store.
    public var fault: Fault { .store }

    /// The store and the table, as far as known. Nil when neither is.
    public var place: String? {
        let parts = [store, table.map { "table \($0)" }].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// Code, message, place and cause in one line.
    public var description: String { line("Gold") }
}
