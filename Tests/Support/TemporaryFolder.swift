public import Foundation

/// A folder of one test's own, removed with the value.
public final class TemporaryFolder: Sendable {
    /// The folder.
    public let path: String

    /// Makes a new folder.
    public init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "datamart-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// A path inside the folder.
    public static func / (folder: TemporaryFolder, name: String) -> String { folder.path + "/" + name }

    /// A path inside the folder, as a URL.
    public func url(_ name: String) -> URL { URL(filePath: path).appending(path: name) }

    /// Writes `text` to a file and gives its path.
    @discardableResult
    public func write(_ name: String, _ text: String) throws -> String {
        try Data(text.utf8).write(to: url(name))
        return self / name
    }

    /// The names in the folder, sorted.
    public func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

    /// The contents of all files in the folder and below it, by relative path.
    public func files() throws -> [String: Data] {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: path)
        let files = try paths.filter { try url($0).resourceValues(forKeys: [.isDirectoryKey]).isDirectory != true }
        return try Dictionary(uniqueKeysWithValues: files.map { ($0, try Data(contentsOf: url($0))) })
    }
}
