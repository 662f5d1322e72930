import Foundation
import Gold

/// The replacing of the database file by another: one at a time, whichever process does it.
///
/// Every change of the store is a replacement, that of one row of the ledger included. SQLite pairs a database with the
/// journal or log beside it by name alone. If the file at the path were written to, its journal would also be taken for
/// theirs by readers that have an earlier file of that name open, and played back into it.
struct Replacement {
    /// The file that is to be replaced. Nil when there is none.
    let previous: PublishedFile?
    private let files: StoreFiles
    private let lock: FileLock

    /// Waits until no other replacement is under way.
    ///
    /// - Throws: ``GoldError/Code/busy`` when another program keeps a journal or log beside the database, which the new
    ///   file would be paired with; ``GoldError/Code/foreign`` when the database is not ours.
    init(_ files: StoreFiles) throws(GoldError) {
        try files.checkPlace()
        self.files = files
        lock = try FileLock.replacing(files)
        // Opening plays back what a program that died has left; a journal or log that stays has an owner.
        previous = try PublishedFile.open(files)
        guard previous?.leaveWALMode() ?? true else { throw Self.liveLog(files) }
        try checkSideFiles()
    }

    /// Puts `file` in the database's place. To be called once.
    func complete(with file: URL) throws(GoldError) {
        defer { withExtendedLifetime(lock) {} }
        try previous?.holdWriters()
        try checkSideFiles()
        try files.replaceDatabase(with: file)
        try previous?.close()
    }

    private func checkSideFiles() throws(GoldError) {
        if !files.liveSideFiles.isEmpty { throw Self.liveLog(files) }
    }

    private static func liveLog(_ files: StoreFiles) -> GoldError {
        let names = files.liveSideFiles.map(\.lastPathComponent).joined(separator: ", ")
        return GoldError(
            .busy,
            "another program has the database open and keeps changes beside it (\(names.isEmpty ? "WAL mode" : names)); close that program, run "
                + "sqlite3 '\(files.database.path)' 'PRAGMA journal_mode = DELETE', then run again",
            store: files.store)
    }
}
