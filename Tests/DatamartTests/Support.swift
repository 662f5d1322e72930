import Foundation
import GRDB

/// Rows of a Gold file, each a text: values joined by `|`, null as `∅`, doubles with all their digits.
func goldRows(_ path: String, _ sql: String) throws -> [String] {
    var configuration = Configuration()
    configuration.readonly = true
    return try DatabaseQueue(path: path, configuration: configuration).read { database in
        try Row.fetchAll(database, sql: sql).map { row in
            row.databaseValues.map { $0.isNull ? "∅" : "\($0.storage.value ?? "")" }.joined(separator: "|")
        }
    }
}
