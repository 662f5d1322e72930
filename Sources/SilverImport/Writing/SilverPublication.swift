import Silver

/// The switch from old tables to new ones, in steps of which each may be the last that a process lives to do.
///
/// New tables are built in a staging folder beside the old ones:
///
///     accidents_warehouse.db/
///       accidents_clean/                     what readers see
///       .datamart-staging-<token>/
///         accidents_clean/.datamart-<token>  what they will see; the marker tells new from old
///         journal                            from here on the switch will be completed
///
/// Without a journal the staging folder is rubbish; with one, whoever finds it performs the remaining steps. Each
/// step may be done twice. A table is switched by exchanging the names of two folders, which is one step for
/// the kernel; where a file system cannot do it, two renames follow each other, between which the table is missing.
struct SilverPublication: Sendable {
    enum Step: Hashable, Sendable {
        /// The point of no return.
        case writeJournal
        case switchTable(SilverTable)
        case removeJournal
        case cleanUp
    }

    static let prefix = ".datamart-staging-"
    static let steps: [Step] = [.writeJournal] + SilverTable.allCases.map(Step.switchTable) + [.removeJournal, .cleanUp]

    let warehouse: SilverWarehouse
    let token: String

    var staging: String { "\(warehouse.databasePath)/\(Self.prefix)\(token)" }
    private var journal: String { "\(staging)/journal" }
    private var marker: String { ".datamart-\(token)" }

    func stagedPath(of table: SilverTable) -> String { "\(staging)/\(table.rawValue)" }

    /// Makes the staging folder, with an empty folder for each table.
    func prepare() throws {
        for table in SilverTable.allCases {
            try Files.createDirectory(stagedPath(of: table))
            try Files.write("", to: "\(stagedPath(of: table))/\(marker)")
        }
    }

    func perform(_ step: Step) throws {
        switch step {
        case .writeJournal: try writeJournal()
        case .switchTable(let table): try switchTable(table)
        case .removeJournal:
            try Files.remove(journal)
            try Files.synchronize(staging)
        case .cleanUp: try cleanUp()
        }
    }

    /// Performs what is left to do. Returns whether the publication was completed (true) or discarded (false).
    func recover() throws -> Bool {
        guard Files.exists(journal) else {
            try cleanUp()
            return false
        }
        for step in Self.steps.dropFirst() { try perform(step) }
        return true
    }

    /// Everything is on the disk before the journal appears, under its name only when it is whole.
    private func writeJournal() throws {
        try Files.synchronizeTree(staging)
        let draft = "\(staging)/journal.draft"
        try Files.write("publish \(token)\n", to: draft)
        try Files.rename(draft, journal)
        try Files.synchronize(staging)
        try Files.synchronize(warehouse.databasePath)
    }

    private func switchTable(_ table: SilverTable) throws {
        let published = warehouse.path(of: table), staged = stagedPath(of: table)
        guard !Files.exists("\(published)/\(marker)") else { return }
        if !Files.exists(published) {
            try Files.rename(staged, published)
        } else if try !Files.exchange(staged, published) {
            try Files.rename(published, "\(staging)/old-\(table.rawValue)")
            try Files.rename(staged, published)
        }
        try Files.synchronize(warehouse.databasePath)
    }

    private func cleanUp() throws {
        try Files.remove(staging)
        for table in SilverTable.allCases { try Files.remove("\(warehouse.path(of: table))/\(marker)") }
        try Files.synchronize(warehouse.databasePath)
    }
}
