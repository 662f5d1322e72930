import Foundation
import Gold

/// The files of one SQLite store: the database, the locks beside it, and databases being built.
///
/// `gold.db` has the locks `.gold.db.lock` and `.gold.db.replace`, and is built in `.gold.db.<runID>.building`, all in one
/// folder, so that the switch is a rename within one file system.
struct StoreFiles: Sendable {
    /// The database's own file; where the path is a symbolic link, the file it points to.
    let database: URL
    /// The store's name in messages.
    let store: String

    init(path: String) {
        database = URL(fileURLWithPath: path).resolvingSymlinksInPath()
        store = "sqlite:\(path)"
    }

    var folder: URL { database.deletingLastPathComponent() }
    /// Held by the one publication that is under way.
    var writerLock: URL { hidden("lock") }
    /// Held while the database's file is being replaced.
    var replacingLock: URL { hidden("replace") }
    var exists: Bool { FileManager.default.fileExists(atPath: database.path) }

    /// The file that the run builds in. Characters of `runID` that could leave the folder become `_`.
    func building(runID: String) -> URL {
        hidden(String(runID.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "_" }) + ".building")
    }

    /// Side files that SQLite keeps beside the database while its content is not all in it.
    var liveSideFiles: [URL] {
        ["-wal", "-journal"].map { URL(fileURLWithPath: database.path + $0) }.filter { size($0) > 0 }
    }

    /// Whether the database's file holds no byte, as a file made to reserve the name does.
    var isEmpty: Bool { exists && size(database) == 0 }

    /// Throws unless the database's folder exists and its path is free for a file.
    func checkPlace() throws(GoldError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder), isFolder.boolValue else {
            throw GoldError(.unreachable, "the folder \(folder.path) does not exist; create it first", store: store)
        }
        if FileManager.default.fileExists(atPath: database.path, isDirectory: &isFolder), isFolder.boolValue {
            throw GoldError(.foreign, "expected a file, found a folder; name a file in it", store: store)
        }
    }

    /// Deletes what runs that died have left. To be called by the holder of both locks alone.
    func removeLeftovers() throws(GoldError) {
        do {
            let (start, end) = (".\(database.lastPathComponent).", ".building")
            for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            where file.lastPathComponent.hasPrefix(start) && file.lastPathComponent.hasSuffix(end) {
                try FileManager.default.removeItem(at: file)
            }
        } catch {
            throw GoldError(.io, "what an earlier run left in \(folder.path) cannot be removed", store: store, cause: error)
        }
    }

    /// Puts `file` in the database's place, with the permissions of what was there, and makes that durable.
    func replaceDatabase(with file: URL) throws(GoldError) {
        try keepPermissions(file)
        try synchronize(file)
        guard rename(file.path, database.path) == 0 else { throw failure("renaming \(file.lastPathComponent)") }
        try synchronize(folder)
    }

    private func hidden(_ suffix: String) -> URL { folder.appendingPathComponent(".\(database.lastPathComponent).\(suffix)") }

    private func size(_ file: URL) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int) ?? 0
    }

    private func keepPermissions(_ file: URL) throws(GoldError) {
        var status = stat()
        guard stat(database.path, &status) == 0 else { return }
        guard chmod(file.path, status.st_mode & 0o7777) == 0 else { throw failure("setting the permissions of \(file.lastPathComponent)") }
    }

    private func synchronize(_ file: URL) throws(GoldError) {
        let descriptor = open(file.path, O_RDONLY)
        guard descriptor >= 0 else { throw failure("opening \(file.path)") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("writing \(file.path) to disk") }
    }

    /// What `errno` says of `action`.
    func failure(_ action: String) -> GoldError {
        GoldError(.io, "\(action) failed: \(String(cString: strerror(errno)))", store: store)
    }
}
