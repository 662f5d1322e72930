import GRDB
import Gold

extension Database {
    /// Marks the database as ours and creates the tables that stores fill themselves, empty.
    func createLedger() throws {
        try execute(sql: "PRAGMA application_id = \(SQLiteGoldStore.applicationID)")
        for table in GoldCatalog.ledger { try execute(sql: SQLiteSchema.createTable(table)) }
    }
}
