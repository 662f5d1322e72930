import Gold
import GoldMySQL
import GoldSQLite

/// A kind of SQL that Gold's tables can be created in.
public enum GoldDialect: String, Sendable, CaseIterable {
    case sqlite, mysql, mariadb

    /// The statements that create every table, its indexes, and the views, each ending with a semicolon and an empty line.
    public var schema: String { (GoldCatalog.tables.flatMap(statements) + GoldCatalog.views.map(statement)).joined(separator: "\n\n") }

    private func statements(_ table: GoldTable) -> [String] {
        switch self {
        case .sqlite: ([SQLiteSchema.createTable(table)] + SQLiteSchema.createIndexes(table)).map { $0 + ";" }
        case .mysql: [MySQLSchema(.mysql).createTable(table) + ";"]
        case .mariadb: [MySQLSchema(.mariadb).createTable(table) + ";"]
        }
    }

    private func statement(_ view: GoldView) -> String { (self == .sqlite ? SQLiteSchema.createView(view) : MySQLSchema.createView(view)) + ";" }
}
