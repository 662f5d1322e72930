import Foundation
import Gold

/// An advisory lock on a file beside the database, held until the last reference to it goes or the process dies.
///
/// The lock's file stays: removing it would let two writers lock two files of one name.
final class FileLock: Sendable {
    private let descriptor: Int32

    /// The right to publish, for as long as a publication lasts.
    ///
    /// - Throws: ``GoldError/Code/busy`` naming the holder, when there is one.
    static func writer(_ files: StoreFiles, runID: String) throws(GoldError) -> FileLock {
        let lock = try FileLock(files.writerLock, files)
        guard flock(lock.descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw GoldError(.busy, "another run is publishing here\(holder(files)); wait until it has ended, then run again", store: files.store)
        }
        lock.write("process \(getpid()), run \(runID)")
        return lock
    }

    /// The right to put another file in the database's place. Its holder does not keep it long, so it is waited for.
    static func replacing(_ files: StoreFiles) throws(GoldError) -> FileLock {
        let lock = try FileLock(files.replacingLock, files)
        while flock(lock.descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw files.failure("locking \(files.replacingLock.path)") }
        }
        return lock
    }

    private init(_ file: URL, _ files: StoreFiles) throws(GoldError) {
        descriptor = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw GoldError(.unreachable, "\(file.path) cannot be written: \(String(cString: strerror(errno)))", store: files.store)
        }
    }

    deinit {
        // A child process shares the open file until it executes its program; closing alone would leave it the lock.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    private func write(_ text: String) {
        ftruncate(descriptor, 0)
        text.withCString { _ = pwrite(descriptor, $0, strlen($0), 0) }
    }

    private static func holder(_ files: StoreFiles) -> String {
        (try? String(contentsOf: files.writerLock, encoding: .utf8)).flatMap { $0.isEmpty ? nil : " (\($0))" } ?? ""
    }
}
