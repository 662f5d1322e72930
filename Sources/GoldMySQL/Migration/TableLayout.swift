/// How a table is built, as `information_schema` tells it. Layouts of one server can be compared with each other; texts of types and
/// expressions are the server's own. What a schema makes is comparable with the ``essentials`` of any server's.
struct TableLayout: Sendable, Hashable {
    /// In the order in which readers see them.
    var columns: [ColumnLayout] = []
    /// The primary key included, by name.
    var indexes: [String: IndexLayout] = [:]
    /// Engine, collation and comment.
    var options = Facts()
    /// How rows are parted, and the partitions. A table that is not partitioned has none.
    var partitions = PartitionLayout()

    /// The server's name for the primary key.
    static let primaryKey = "PRIMARY"
}

/// A column: its type, whether it takes null, its default and so on.
struct ColumnLayout: Sendable, Hashable {
    var name: String
    var facts: Facts
}

/// An index, the primary key being one.
struct IndexLayout: Sendable, Hashable {
    /// A column of an index.
    struct Part: Sendable, Hashable {
        /// Nil for an expression.
        var column: String?
        var isDescending: Bool
        /// Characters that are indexed; nil for all.
        var prefix: Int64?
    }

    /// Outermost first.
    var parts: [Part] = []
    var isUnique = false
    /// Kind, and whether the server leaves the index aside.
    var facts = Facts()
}

extension IndexLayout: CustomStringConvertible {
    /// `unique (state, city DESC)`
    var description: String {
        let list = parts.map { ($0.column ?? "an expression") + ($0.prefix.map { "(\($0))" } ?? "") + ($0.isDescending ? " DESC" : "") }
        return "\(isUnique ? "unique " : "")(\(list.joined(separator: ", ")))"
    }
}

/// The partitions of a table.
struct PartitionLayout: Sendable, Hashable {
    /// A partition, and the bound that its rows are below.
    struct Partition: Sendable, Hashable {
        var name: String
        var bound: String
    }

    /// Method and expression.
    var facts = Facts()
    /// In the order of their bounds.
    var partitions: [Partition] = []
}

/// What is known of a thing: names and values, in a fixed order.
struct Facts: Sendable, Hashable {
    var values: [Fact] = []

    struct Fact: Sendable, Hashable {
        var name: String
        var value: String
    }

    init() {}

    /// The facts of `values`, by name.
    init(_ values: KeyValuePairs<String, String>) { self.values = values.map { Fact(name: $0, value: $1) } }

    /// The facts in `row`, one per column.
    init(_ row: MySQLRow, _ columns: Range<Int>) {
        values = columns.map { Fact(name: row.columns[$0], value: row[$0].text ?? "none") }
    }

    /// The value of a fact. Nil: it is not known, or the server has none.
    subscript(name: String) -> String? { values.first { $0.name == name && $0.value != "none" }?.value }

    /// In which facts `self` is not as `wanted`: `type int(11) instead of bigint(20)`.
    func differences(from wanted: Facts) -> [String] {
        zip(values, wanted.values).filter { $0 != $1 }.map { "\($0.name) \(Self.shown($0.value)) instead of \(Self.shown($1.value))" }
    }

    private static func shown(_ value: String) -> String { value.isEmpty ? "none" : value }
}
