import Foundation

/// The list of rejected rows, a CSV file: file, line, reason, id, value, explanation.
///
/// The file appears when the import ends, also when it fails because of these rows. Without rejected rows there is none, and one
/// of an earlier import is removed.
struct RejectsFile: ~Copyable {
    let path: String
    private let names: [String]
    private var handle: FileHandle?
    private var draft: String { path + ".partial" }

    init(path: String, inputs: [CSVInput]) {
        self.path = path
        names = inputs.map(\.description)
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

    /// Puts the list in its place. Returns its path, or nil when there were no rejected rows.
    mutating func finish() throws -> String? {
        guard let handle else {
            try Files.remove(path)
            return nil
        }
        try handle.close()
        self.handle = nil
        try Files.rename(draft, path)
        return path
    }

    private static func quoted(_ field: String) -> String {
        guard field.utf8.contains(where: { $0 == 44 || $0 == 34 || $0 == 10 || $0 == 13 }) else { return field }
        return "\"" + field.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
}
