import Gold

extension MySQLSchema: SQLSyntax {
    /// An enumeration is kept as its words' numbers, and sorted by them.
    package static func order(_ column: String, cases: [String]) -> String { column }

    /// Case matters where it does to the column.
    package static var prefixOperator: String { "LIKE" }

    /// Backslashes take the wildcards' meaning away.
    package static func prefixPattern(_ prefix: String) -> String { prefix.replacing(/[%_\\]/) { "\\\($0.output)" } + "%" }
}
