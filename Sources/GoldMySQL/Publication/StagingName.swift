import Gold

/// The names of tables that exist while a publication or a migration is under way.
///
/// Those that a run fills bear the run in their name: one that has lost the right to publish, and does not know it yet, must not write to the
/// tables of the next.
struct StagingName: Sendable {
    private static let newPrefix = "datamart_new_"
    private static let loadPrefix = "datamart_load_"
    private static let oldPrefix = "datamart_old_"
    private static let comparisonPrefix = "datamart_compare_"
    /// What the names of all of them begin with.
    static let prefixes = [newPrefix, loadPrefix, oldPrefix, comparisonPrefix]

    /// What stands for the run, eight characters.
    private let mark: String

    /// The names of the run `runID`.
    init(runID: String) {
        let digest = String(crc32(of: runID), radix: 16)
        mark = String(repeating: "0", count: 8 - digest.count) + digest
    }

    /// The table that will get the name `table`.
    func new(_ table: String) -> String { "\(Self.newPrefix)\(mark)_\(table)" }
    /// Rows of `table` on their way.
    func load(_ table: String) -> String { "\(Self.loadPrefix)\(mark)_\(table)" }
    /// The rows of one year of `table`.
    func load(_ table: String, year: Int) -> String { "\(load(table))_\(year)" }
    /// The table that had the name `table` before the switch.
    static func old(_ table: String) -> String { oldPrefix + table }
    /// The table or view that a migration holds beside `relation` to see what has changed.
    static func comparison(_ relation: String) -> String { comparisonPrefix + relation }
    /// Whether `name` is one of the last kind.
    static func isComparison(_ name: String) -> Bool { name.hasPrefix(comparisonPrefix) }
    /// Whether `name` is one of these.
    static func isStaging(_ name: String) -> Bool { prefixes.contains { name.hasPrefix($0) } }
}
