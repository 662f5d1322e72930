import Datamart
import Foundation
import Gold
import TestSupport
import Testing

/// A published Gold that tests read without the store's own code.
protocol PublishedGold {
    /// Rows of `columns` of `table`: values joined by `|`, null as `∅`, doubles with all their digits.
    func goldRows(of table: GoldTable, _ columns: [GoldColumn]) throws -> [String]
}

/// The path of a SQLite file.
extension String: PublishedGold {
    func goldRows(of table: GoldTable, _ columns: [GoldColumn]) throws -> [String] {
        try DatamartTests.goldRows(self, "SELECT \(columns.map { "\"\($0.name)\"" }.joined(separator: ", ")) FROM \(table.name)")
    }
}

extension TestDatabase: PublishedGold {
    func goldRows(of table: GoldTable, _ columns: [GoldColumn]) throws -> [String] {
        let cells = columns.map { "CAST(`\($0.name)` AS CHAR)" }.joined(separator: ", ")
        return try lines("SELECT JSON_ARRAY(\(cells)) FROM \(table.name)").map { line in
            let values = try JSONDecoder().decode([String?].self, from: Data(line.utf8))
            return zip(columns, values).map { column, text in
                guard column.type == .double, let number = text.flatMap(Double.init) else { return text ?? "∅" }
                return "\(number)"
            }.joined(separator: "|")
        }
    }

    /// The database as `--gold` names it.
    var goldAddress: MySQLAddress {
        MySQLAddress(host: address.host, port: address.port, database: name, user: address.user, password: address.password)
    }
}

/// Expects that two Golds have the same rows in every table but `except`, the times of their runs aside.
func expectSameGold(_ one: some PublishedGold, _ other: some PublishedGold, except: [GoldTable] = [], _ comment: Comment? = nil) throws {
    for table in GoldCatalog.content where !except.contains(table) {
        let columns = table.columns.filter { $0.name != "last_updated" }
        let (ours, theirs) = (try one.goldRows(of: table, columns).sorted(), try other.goldRows(of: table, columns).sorted())
        #expect(ours.count == theirs.count, "\(table.name) \(comment?.rawValue ?? "")")
        if let (our, their) = zip(ours, theirs).first(where: { $0 != $1 }) {
            Issue.record("\(table.name): \(our) is \(their) there \(comment?.rawValue ?? "")")
        }
    }
}
