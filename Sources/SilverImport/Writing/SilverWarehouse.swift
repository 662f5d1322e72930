import Foundation
public import Silver

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The place of the Silver tables: `<path>/<database>.db/<table>`.
public struct SilverWarehouse: Sendable, Hashable {
    /// The warehouse's folder.
    public let path: String
    /// The Hive database's name, without `.db`.
    public let database: String

    /// - Parameter path: The warehouse's folder; the database's own folder and those of its tables are understood as well.
    /// - Throws: ``SilverError`` `options` when the folder is part of a warehouse in another way, so that a new one would lie inside it.
    public init(_ path: String, database: String = SilverTable.defaultDatabase) throws {
        var folder = path
        while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
        let home = "\(database).db"
        let (parent, name) = Self.split(folder)
        if SilverTable.allCases.contains(where: { $0.rawValue == name }), Self.split(parent).name == home { folder = parent }
        let (above, last) = Self.split(folder)
        self.database = database
        self.path = last == home ? above : folder.isEmpty ? "." : folder
        try Self.checkIsNoPart(self.path, database)
    }

    /// A path's folder (`.` where it names none) and its last name.
    private static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        let folder = path[..<slash]
        return (folder.isEmpty ? "/" : String(folder), String(path[path.index(after: slash)...]))
    }

    private static func checkIsNoPart(_ folder: String, _ database: String) throws {
        let name = URL(filePath: folder).standardizedFileURL.lastPathComponent
        func refuse(_ what: String) -> SilverError {
            SilverError(
                .options, "this is \(what), not a warehouse; name the folder that holds \(database).db, or set the database's name",
                at: .init(file: folder))
        }
        if name.hasSuffix(".db") { throw refuse("the folder of a database") }
        if SilverTable.allCases.contains(where: { $0.rawValue == name }) { throw refuse("the folder of a table") }
        guard Files.isDirectory(folder), let names = try? Files.list(folder) else { return }
        func isPartition(_ name: String) -> Bool {
            guard let sign = name.firstIndex(of: "="), sign > name.startIndex else { return false }
            return Files.isDirectory("\(folder)/\(name)")
        }
        if names.contains(where: isPartition) { throw refuse("a folder of partitions") }
    }

    /// The folder that holds the tables' folders.
    public var databasePath: String { "\(path)/\(database).db" }

    /// A table's folder.
    public func path(of table: SilverTable) -> String { "\(databasePath)/\(table.rawValue)" }

    /// What ``recover()`` found.
    public enum Recovery: Sendable, Hashable {
        /// Nothing was left behind.
        case nothing
        /// An import had been stopped while it published: its publication was completed.
        case completed
        /// An import had been stopped before it published: its leavings were removed, the tables are as before it.
        case discarded
        /// Another process is importing right now; nothing was touched.
        case busy
    }

    /// Completes or clears away what a killed import left behind. Every command that reads or writes Silver calls it first.
    ///
    /// Writes nothing when there is nothing to recover, so it may be called on a warehouse that is read-only.
    @discardableResult
    public func recover() throws -> Recovery {
        guard try !leavings().isEmpty else { return .nothing }
        guard let lock = try SilverLock(databasePath) else { return .busy }
        return try withExtendedLifetime(lock) { try recoverLocked() }
    }

    func recoverLocked() throws -> Recovery {
        var result = Recovery.nothing
        for name in try leavings() {
            let publication = SilverPublication(warehouse: self, token: String(name.dropFirst(SilverPublication.prefix.count)))
            if try publication.recover() { result = .completed } else if result == .nothing { result = .discarded }
        }
        return result
    }

    private func leavings() throws -> [String] {
        guard Files.isDirectory(databasePath) else { return [] }
        return try Files.list(databasePath).filter { $0.hasPrefix(SilverPublication.prefix) }
    }
}

/// The right to write to a database's folder, held until this object goes or its process ends.
final class SilverLock: Sendable {
    private let descriptor: Int32

    /// Nil when another process holds the right.
    ///
    /// The lock is on the folder itself, so that it leaves no file behind.
    init?(_ folder: String) throws {
        let opened = open(folder, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else {
            throw SilverError(.io, "cannot open this folder: \(String(cString: strerror(errno)))", at: .init(file: folder))
        }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            close(opened)
            return nil
        }
        descriptor = opened
    }

    deinit { close(descriptor) }
}
