import Gold

/// The one step in which readers get a new version: a `RENAME` of all tables, which happens as a whole or not at all.
enum Switch {
    /// Puts the tables built aside in the place of the published ones; published tables that have no successor go as well.
    ///
    /// A transaction that is open on one of the tables makes the renaming wait, and readers that come then wait behind it. So it waits
    /// for 2 s at most, gives way, and tries again.
    ///
    /// - Throws: ``GoldError/Code/busy`` naming who is in the way, when the tries are used up.
    static func perform(_ tables: [String], _ context: PublishingContext) async throws {
        try await Blockers.naming(on: context.control) {
            try await context.options.retry.run(while: \.isLostRace) {
                try await context.control.run { connection in
                    try connection.execute("SET SESSION lock_wait_timeout = \(Blockers.patience)")
                    try connection.execute(try statement(tables, context.staging, connection))
                }
            }
        }
    }

    private static func statement(_ tables: [String], _ staging: StagingName, _ connection: MySQLConnection) throws -> String {
        let (quoted, published) = (MySQLSchema.quoted, try connection.publishedTables())
        let away = published.map { "\(quoted($0)) TO \(quoted(StagingName.old($0)))" }
        let into = tables.map { "\(quoted(staging.new($0))) TO \(quoted($0))" }
        return "RENAME TABLE " + (away + into).joined(separator: ", ")
    }
}

extension MySQLConnection {
    /// Reads a row of each of `tables`, all partitions opened, so that the server keeps them open for readers to come.
    ///
    /// With many tables MariaDB drops the descriptions of those that nobody has open, and with it when they were made: a snapshot from before
    /// would then find a table empty instead of being refused.
    func open(_ tables: [String]) throws {
        for table in tables { _ = try rows("SELECT 1 FROM \(MySQLSchema.quoted(table)) LIMIT 1") }
    }
}
