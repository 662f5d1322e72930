import Foundation
import Gold

/// The right to publish to a store: an advisory lock on a file beside the database, held until the process releases
/// it or dies.
///
/// The lock's file stays: removing it would let two writers lock two files of one name.
final class WriterLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock, or throws ``GoldError/Code/busy`` naming its holder.
    init(_ files: StoreFiles, runID: String) throws(GoldError) {
        descriptor = open(files.lock.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw GoldError(.unreachable, "\(files.lock.path) cannot be written: \(String(cString: strerror(errno)))", store: files.store)
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let holder = Self.holder(files.lock)
            close(descriptor)
            throw GoldError(.busy, "another run is publishing here\(holder); wait until it has ended, then run again", store: files.store)
        }
        writeHolder("process \(getpid()), run \(runID)")
    }

    deinit { close(descriptor) }

    private func writeHolder(_ text: String) {
        ftruncate(descriptor, 0)
        text.withCString { _ = pwrite(descriptor, $0, strlen($0), 0) }
    }

    private static func holder(_ file: URL) -> String {
        (try? String(contentsOf: file, encoding: .utf8)).flatMap { $0.isEmpty ? nil : " (\($0))" } ?? ""
    }
}
