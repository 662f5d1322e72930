import CKernel
import Foundation
import Silver

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The few operations on files that publishing needs, with errors that name the path.
enum Files {
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// What the system knows of a path, behind symbolic links; nil when nothing is there.
    static func status(_ path: String) -> stat? {
        var status = stat()
        return stat(path, &status) == 0 ? status : nil
    }

    static func status(descriptor: Int32) -> stat? {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? status : nil
    }

    static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && (status.st_mode & S_IFMT) == S_IFDIR
    }

    static func size(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    /// The names in a folder, in byte order.
    static func list(_ path: String) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        } catch {
            throw SilverError(.io, "cannot list this folder", at: .init(file: path), cause: error)
        }
    }

    static func createDirectory(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw SilverError(.io, "cannot create this folder; check that its parent is writable", at: .init(file: path), cause: error)
        }
    }

    static func remove(_ path: String) throws {
        guard exists(path) else { return }
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            throw SilverError(.io, "cannot remove this path", at: .init(file: path), cause: error)
        }
    }

    /// Removes a regular file; leaves alone what is none.
    static func unlinkRegular(_ path: String) throws {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
        try check(unlink(path), "cannot remove this file", path)
    }

    static func rename(_ old: String, _ new: String) throws {
        try check(CKernel.rename(old, new), "cannot rename this path to \(new)", old)
    }

    /// Makes `new` a second name of the file `old`, or a copy where the file system knows no second names.
    static func link(_ old: String, _ new: String) throws {
        if CKernel.link(old, new) == 0 { return }
        do {
            try FileManager.default.copyItem(atPath: old, toPath: new)
        } catch {
            throw SilverError(.io, "cannot link or copy this file to \(new)", at: .init(file: old), cause: error)
        }
    }

    /// Lets two paths change names in one step. Returns false where the file system cannot.
    static func exchange(_ a: String, _ b: String) throws -> Bool {
        switch exchange_paths(a, b) {
        case 0: return true
        case EINVAL, ENOSYS, ENOTSUP: return false
        case let code:
            throw SilverError(.io, "cannot exchange this path with \(b): \(String(cString: strerror(code)))", at: .init(file: a))
        }
    }

    static func write(_ text: String, to path: String) throws {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        } catch {
            throw SilverError(.io, "cannot write this file", at: .init(file: path), cause: error)
        }
        try synchronize(path)
    }

    static func read(_ path: String) throws -> String {
        do {
            return try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw SilverError(.io, "cannot read this file", at: .init(file: path), cause: error)
        }
    }

    /// Waits until a file's contents, or a folder's entries, are on the disk.
    static func synchronize(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        try check(descriptor < 0 ? -1 : 0, "cannot open this path", path)
        defer { close(descriptor) }
        try check(fsync(descriptor), "cannot write this path to the disk", path)
    }

    /// ``synchronize(_:)`` for a folder and all folders and files below it.
    static func synchronizeTree(_ path: String) throws {
        if isDirectory(path) {
            for name in try list(path) { try synchronizeTree(path + "/" + name) }
        }
        try synchronize(path)
    }

    private static func check(_ result: Int32, _ message: String, _ path: String) throws {
        guard result != 0 else { return }
        throw SilverError(.io, "\(message): \(String(cString: strerror(errno)))", at: .init(file: path))
    }
}
