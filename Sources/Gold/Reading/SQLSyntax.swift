/// What the SQL of one kind of store writes in its own way.
package protocol SQLSyntax {
    /// `name` as an identifier.
    static func quoted(_ name: String) -> String
    /// `text` as a literal.
    static func literal(_ text: String) -> String
    /// The expression that orders rows by a column whose words are `cases`, in their order. `column` is quoted.
    static func order(_ column: String, cases: [String]) -> String
    /// The operator that compares a text with the pattern of ``prefixPattern(_:)``.
    static var prefixOperator: String { get }
    /// The pattern that texts beginning with `prefix` match.
    static func prefixPattern(_ prefix: String) -> String
}

/// A statement, and the values for its question marks.
package struct SQLStatement: Sendable, Hashable {
    /// The text, in which no value of a condition stands.
    package let text: String
    /// A value per question mark; none is null.
    package let arguments: [GoldValue]
}

extension GoldQuery {
    /// The statement that answers the query; its values are to be bound.
    ///
    /// - Precondition: the query is valid (``validate()``).
    package func statement(_ syntax: any SQLSyntax.Type) -> SQLStatement {
        var renderer = SQLRenderer(syntax, binds: true)
        let text = renderer.select(self)
        return SQLStatement(text: text, arguments: renderer.arguments)
    }

    /// The query with its values written out, for the definition of a view and for statements that are shown or explained.
    ///
    /// - Precondition: as ``statement(_:)``.
    package func sql(_ syntax: any SQLSyntax.Type) -> String {
        var renderer = SQLRenderer(syntax, binds: false)
        return renderer.select(self)
    }
}

extension GoldView {
    /// The query behind the view.
    public var query: GoldQuery { GoldQuery(table, columns: columns, where: conditions) }
}
