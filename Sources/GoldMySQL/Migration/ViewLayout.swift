import Gold

/// How a view is defined, in the server's own words.
struct ViewLayout: Sendable, Hashable {
    /// The query behind it, names of the database left out. Empty where the account may not see it.
    var definition: String
    /// Whose privileges its readers need.
    var security: String

    /// Whether the view shows rows of `table` and of nothing else. Views have no comment that could say whose they are.
    func reads(_ table: String) -> Bool {
        let source = " from \(MySQLSchema.quoted(table))"
        guard !definition.contains(" union "), definition.ranges(of: " from ").count == 1 else { return false }
        return definition.hasSuffix(source) || definition.contains("\(source) where ")
    }
}

extension MySQLConnection {
    /// Every view of the database, by name.
    func viewLayouts() throws -> [String: ViewLayout] {
        let query = "SELECT TABLE_NAME, VIEW_DEFINITION, SECURITY_TYPE FROM information_schema.VIEWS WHERE TABLE_SCHEMA = DATABASE()"
        let qualifier = MySQLSchema.quoted(server.database) + "."
        let views = try rows(query).map { row in
            (row[0].text ?? "", ViewLayout(definition: (row[1].text ?? "").replacing(qualifier, with: ""), security: row[2].text ?? ""))
        }
        return Dictionary(views) { first, _ in first }
    }
}
