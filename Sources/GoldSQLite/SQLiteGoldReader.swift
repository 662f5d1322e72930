import Foundation
public import Gold

/// Reads the Gold in one SQLite file, on a connection that stays open while the file is the published one.
///
/// A publication puts another file in the place of the one before; the next question finds that and opens it.
public actor SQLiteGoldReader: GoldReader {
    private let files: StoreFiles
    private let thread = SerialThread(label: "datamart.sqlite.reader")
    private var current: (file: PublishedFile, identity: FileIdentity)?

    /// A thread of the reader's own: its calls wait for the disk.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// The reader of the store at `path`. Nothing is opened yet.
    public init(path: String) { files = StoreFiles(path: path) }

    /// Read in one transaction.
    public func rows(_ queries: [GoldQuery]) async throws -> [GoldRows] { try published().rows(queries) }

    /// The file that is published now.
    private func published() throws(GoldError) -> PublishedFile {
        let identity = FileIdentity(of: files.database)
        if let current, current.identity == identity { return current.file }
        try files.checkPlace()
        guard let identity, let file = try PublishedFile.open(files) else {
            throw GoldError(.unreachable, "nothing has been published there yet; start with `datamart run`", store: files.store)
        }
        try current?.file.close()
        // A file that came in between is opened anew by the next question.
        current = (file, identity)
        return file
    }
}

/// Tells one file from another that has its name.
private struct FileIdentity: Equatable {
    private let device: dev_t
    private let number: ino_t

    /// Nil when there is no file.
    init?(of file: URL) {
        var status = stat()
        guard stat(file.path, &status) == 0 else { return nil }
        (device, number) = (status.st_dev, status.st_ino)
    }
}
