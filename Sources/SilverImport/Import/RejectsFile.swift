import Accidents
import CKernel
import Foundation
import Silver

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The list of rejected rows, a CSV file: file, line, reason, id, value, explanation.
///
/// It is written beside its place and put there when it is known what became of the import, so that the list always belongs to the
/// Silver that is there. A file that the user named always appears, with its header alone where no row was rejected.
struct RejectsFile: ~Copyable {
    private let path: String
    /// Whether the user named the path; otherwise it is ours, and so are the files beside it.
    private let isGiven: Bool
    private let names: [String]
    private let draft: String
    private var handle: FileHandle?

    /// - Throws: ``SilverError`` `options` when the path cannot be that of a list, or is that of an input.
    init(_ options: CSVImportOptions) throws {
        path = options.rejectedRowsPath
        isGiven = options.rejectsPath != nil
        names = options.inputs.map(\.description)
        draft = "\(path).\(UUID().uuidString).partial"
        try Self.check(path, options.inputs)
    }

    /// What was not put in its place belongs to an import that ended before its time.
    deinit { if handle != nil { unlink(draft) } }

    private static func check(_ path: String, _ inputs: [CSVInput]) throws {
        guard !path.isEmpty else { throw SilverError(.options, "the path for the list of rejected rows is empty; name a file") }
        func refuse(_ what: String) -> SilverError {
            SilverError(.options, "rejected rows cannot be listed here: \(what); name a file of its own", at: .init(file: path))
        }
        guard !path.hasSuffix("/"), !Files.isDirectory(path) else { throw refuse("this is a folder") }
        guard let status = Files.status(path) else { return }
        guard status.st_mode & S_IFMT == S_IFREG else { throw refuse("this is no regular file") }
        let inputs = inputs.compactMap { input in
            if case .file(let path) = input { Files.status(path) } else { Files.status(descriptor: STDIN_FILENO) }
        }
        guard !inputs.contains(where: { $0.st_dev == status.st_dev && $0.st_ino == status.st_ino }) else {
            throw refuse("this is a file to import")
        }
    }

    mutating func append(_ rows: [ImportRejection]) throws {
        guard !rows.isEmpty else { return }
        let file = try open()
        var text = ""
        for row in rows {
            let fields = [names[row.input], String(row.line), row.reason.rawValue, row.id, row.value, row.reason.sentence]
            text += fields.map(Self.quoted).joined(separator: ",") + "\n"
        }
        do {
            try file.write(contentsOf: Data(text.utf8))
        } catch {
            throw SilverError(.io, "cannot write the list of rejected rows", at: .init(file: draft), cause: error)
        }
    }

    private mutating func open() throws -> FileHandle {
        if let handle { return handle }
        if let slash = path.lastIndex(of: "/"), slash > path.startIndex { try Files.createDirectory(String(path[..<slash])) }
        try Files.write("file,line,reason,id,value,explanation\n", to: draft)
        guard let opened = FileHandle(forWritingAtPath: draft) else {
            throw SilverError(.io, "cannot write the list of rejected rows", at: .init(file: draft))
        }
        opened.seekToEndOfFile()
        handle = opened
        return opened
    }

    /// Puts the list of an import that was published in its place. Returns its path, or nil when there were no rejected rows.
    mutating func publish() throws -> String? {
        let hasRows = handle != nil
        if !isGiven { try Files.unlinkRegular(failedPath) }
        if hasRows || isGiven {
            try place(at: path)
        } else {
            try Files.unlinkRegular(path)
        }
        return hasRows ? path : nil
    }

    /// Keeps the list of an import that failed, which must not replace that of the Silver that is there. Returns its path, or nil when
    /// there were no rejected rows.
    mutating func keepAsFailed() throws -> String? {
        guard handle != nil else { return nil }
        let target = isGiven ? path : failedPath
        try place(at: target)
        return target
    }

    /// `_rejected_rows.failed.csv`
    private var failedPath: String { path.hasSuffix(".csv") ? path.dropLast(4) + ".failed.csv" : path + ".failed" }

    private mutating func place(at target: String) throws {
        try open().close()
        try Files.rename(draft, target)
        handle = nil
    }

    private static func quoted(_ field: String) -> String {
        guard field.utf8.contains(where: { $0 == 44 || $0 == 34 || $0 == 10 || $0 == 13 }) else { return field }
        return "\"" + field.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
}
