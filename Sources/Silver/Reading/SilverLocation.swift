/// Where the Silver tables of a run lie.
public struct SilverLocation: Sendable, Hashable {
    /// The folder of `accidents_clean`.
    public var accidents: String

    /// Finds `accidents_clean` from the warehouse's folder, the database's, or the table's own.
    ///
    /// - Throws: ``SilverError`` that says what was looked for and what is there.
    public init(resolving path: String, database name: String) throws {
        guard isDirectory(path) else {
            throw SilverError(.layout, "there is no folder here; --silver names the warehouse's folder", at: .init(file: path))
        }
        for database in [path + "/" + name + ".db", path] where isDirectory(database + "/accidents_clean") {
            accidents = database + "/accidents_clean"
            return
        }
        guard Self.holdsData(path) else { throw Self.notFound(path, name) }
        accidents = path
    }

    private static func holdsData(_ path: String) -> Bool {
        (listDirectory(path) ?? []).contains { $0.isDirectory ? HiveTable.partitionKey($0.name) != nil : $0.name.hasSuffix(".orc") }
    }

    private static func notFound(_ path: String, _ database: String) -> SilverError {
        let names = (listDirectory(path) ?? []).prefix(10).map(\.name)
        let found = names.isEmpty ? "the folder is empty" : "it holds " + names.joined(separator: ", ")
        return SilverError(
            .layout,
            "expected \(database).db/accidents_clean, accidents_clean or partition folders such as accident_year=2016 below it; \(found)",
            at: .init(file: path))
    }
}
