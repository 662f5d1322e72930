import Gold

extension MySQLConnection {
    /// Does everything that a publication will do, once, with a table of one row: a privilege that is missing, or a server that takes no
    /// changes, is found out before the work and not at its end.
    func rehearse(_ schema: MySQLSchema) throws {
        // The names are those of every rehearsal: the next one clears away what one that was killed has left, a view included.
        let (table, name, staging) = (GoldTable.datamartVersion, GoldTable.rehearsal, StagingName(runID: GoldTable.rehearsal))
        let (new, old, view) = (staging.new(name), StagingName.old(name), MySQLSchema.quoted(staging.new(name + "_view")))
        let drop = "DROP TABLE IF EXISTS \(MySQLSchema.list([new, old]))"
        try execute(drop)
        do {
            try execute(schema.createTable(table, as: new, indexed: true))
            try execute("INSERT INTO \(MySQLSchema.quoted(new)) VALUES (1, 'rehearsal', NOW())")
            try execute("ALTER TABLE \(MySQLSchema.quoted(new)) FORCE")
            try execute("DELETE FROM \(MySQLSchema.quoted(new)) WHERE version = 2")
            try execute("RENAME TABLE \(MySQLSchema.quoted(new)) TO \(MySQLSchema.quoted(old))")
            try execute("CREATE OR REPLACE VIEW \(view) AS SELECT version FROM \(MySQLSchema.quoted(old))")
            try execute("DROP VIEW \(view)")
            try execute(drop)
        } catch {
            _ = try? execute(drop)
            throw error
        }
    }
}

extension GoldTable {
    /// What the table of the rehearsal is called.
    fileprivate static let rehearsal = "rehearsal"
}
