/// Where the Silver tables of a run lie.
public struct SilverLocation: Sendable {
    /// The folder of `accidents_clean`.
    public let accidents: String
    /// Where the folder is.
    package let fileSystem: any FileSystem

    /// Finds `accidents_clean` from the warehouse's folder, the database's, or the table's own: on this machine unless another file system is
    /// named.
    ///
    /// - Throws: ``SilverError`` that says what was looked for and what is there.
    public init(resolving path: String, database name: String, in fileSystem: any FileSystem = LocalFileSystem()) throws {
        self.fileSystem = fileSystem
        guard try fileSystem.isDirectory(path) else {
            throw SilverError(.layout, "there is no folder here; --silver names the warehouse's folder", at: .init(file: path))
        }
        for database in [path + "/" + name + ".db", path] where try fileSystem.isDirectory(database + "/accidents_clean") {
            accidents = database + "/accidents_clean"
            return
        }
        let entries = try fileSystem.dataEntries(of: path)
        guard entries.contains(where: Self.isData) else { throw Self.notFound(path, name, entries) }
        accidents = path
    }

    private static func isData(_ entry: DirectoryEntry) -> Bool {
        entry.isDirectory ? HiveTable.partitionKey(entry.name) != nil : entry.name.hasSuffix(".orc")
    }

    private static func notFound(_ path: String, _ database: String, _ entries: [DirectoryEntry]) -> SilverError {
        let names = entries.prefix(10).map(\.name)
        let found = names.isEmpty ? "the folder is empty" : "it holds " + names.joined(separator: ", ")
        return SilverError(
            .layout,
            "expected \(database).db/accidents_clean, accidents_clean or partition folders such as accident_year=2016 below it; \(found)",
            at: .init(file: path))
    }
}
