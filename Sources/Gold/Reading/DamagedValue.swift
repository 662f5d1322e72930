/// A value in a published table that is none of its column's type: somebody has changed it, or another program has made it.
public struct DamagedValue: Error, Sendable, Hashable {
    /// The table that was read.
    public var table: String
    /// The column.
    public var column: String
    /// What is there, as messages show it.
    public var found: String
    /// What was expected, in words.
    public var expected: String
    /// The query that met it, without the values bound to it.
    public var sql: String
}

extension DamagedValue: CustomStringConvertible {
    /// `column flag of every_type holds 2, where 0 or 1 is expected, in: SELECT …`
    public var description: String { "column \(column) of \(table) holds \(found), where \(expected) is expected, in: \(sql)" }
}

extension GoldError {
    /// The error for `damage`.
    init(_ damage: DamagedValue) {
        // A publication replaces every table but the ledger's.
        let isLedger = GoldCatalog.ledger.contains { $0.name == damage.table }
        let advice = isLedger ? "mend that value, or delete its row" : "publish anew with `datamart run --force-refresh`"
        self.init(
            .damaged, "column \(damage.column) holds \(damage.found), where \(damage.expected) is expected; \(advice)", table: damage.table,
            cause: damage)
    }
}
