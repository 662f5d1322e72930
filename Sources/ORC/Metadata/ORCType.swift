/// The type of a column, and with its children the schema of a file.
///
/// ORC numbers the types of a file in pre-order; the root, usually a struct, is 0. ``id`` is that number: it names
/// the column in streams, statistics and error messages.
public struct ORCType: Sendable, Hashable {
    /// The kinds of the format, with the numbers they have in a file footer.
    public enum Kind: Int, Sendable, Hashable, CaseIterable {
        case boolean = 0
        case byte, short, int, long, float, double, string, binary, timestamp, list, map, `struct`, union, decimal, date, varchar, char
        case timestampInstant
    }

    /// What it is.
    public var kind: Kind
    /// The column's number in its file (pre-order, root 0).
    public var id: Int
    /// Field names of a struct, in order; empty for other kinds.
    public var fieldNames: [String]
    /// Fields of a struct, the element of a list, key and value of a map, variants of a union.
    public var children: [ORCType]
    /// Digits of a decimal, 1…38.
    public var precision: Int
    /// Digits of a decimal behind the point.
    public var scale: Int
    /// Longest value of a `char` or `varchar`, in characters.
    public var maximumLength: Int
    /// Attributes that the writer attached, such as `spark.sql.catalyst.type`.
    public var attributes: [String: String]

    /// A type with its children; ids are given by ``numbered(from:)``.
    public init(
        _ kind: Kind, id: Int = 0, fieldNames: [String] = [], children: [ORCType] = [], precision: Int = 38, scale: Int = 10,
        maximumLength: Int = 0, attributes: [String: String] = [:]
    ) {
        self.kind = kind
        self.id = id
        self.fieldNames = fieldNames
        self.children = children
        self.precision = precision
        self.scale = scale
        self.maximumLength = maximumLength
        self.attributes = attributes
    }

    /// A struct of named fields, numbered from `id` 0: the usual root of a file.
    ///
    ///     let schema = ORCType.row([("ID", ORCType(.string)), ("Severity", ORCType(.int))])
    public static func row(_ fields: [(name: String, type: ORCType)]) -> ORCType {
        ORCType(.struct, fieldNames: fields.map(\.name), children: fields.map(\.type)).numbered()
    }

    /// The same type with ids in pre-order from `first`.
    public func numbered(from first: Int = 0) -> ORCType {
        var next = first
        return numbered(next: &next)
    }

    private func numbered(next: inout Int) -> ORCType {
        var copy = self
        copy.id = next
        next += 1
        copy.children = children.map { $0.numbered(next: &next) }
        return copy
    }

    /// The index among ``children`` of the field called `name`: exact match first, then ignoring case.
    public func fieldIndex(_ name: String) -> Int? {
        if let exact = fieldNames.firstIndex(of: name) { return exact }
        let folded = name.lowercased()
        return fieldNames.firstIndex { $0.lowercased() == folded }
    }
}
