import Gold

/// The names of tables that exist while a publication or a migration is under way. One at a time: they need no run in them.
enum StagingName {
    private static let newPrefix = "datamart_new_"
    private static let loadPrefix = "datamart_load_"
    private static let oldPrefix = "datamart_old_"
    private static let comparisonPrefix = "datamart_compare_"
    /// What the names of all of them begin with.
    static let prefixes = [newPrefix, loadPrefix, oldPrefix, comparisonPrefix]

    /// The table that will get the name `table`.
    static func new(_ table: String) -> String { newPrefix + table }
    /// Rows of `table` on their way.
    static func load(_ table: String) -> String { loadPrefix + table }
    /// The rows of one year of `table`.
    static func load(_ table: String, year: Int) -> String { "\(loadPrefix)\(table)_\(year)" }
    /// The table that had the name `table` before the switch.
    static func old(_ table: String) -> String { oldPrefix + table }
    /// The table or view that a migration holds beside `relation` to see what has changed.
    static func comparison(_ relation: String) -> String { comparisonPrefix + relation }
    /// Whether `name` is one of the last kind.
    static func isComparison(_ name: String) -> Bool { name.hasPrefix(comparisonPrefix) }
    /// Whether `name` is one of these.
    static func isStaging(_ name: String) -> Bool { prefixes.contains { name.hasPrefix($0) } }
}
