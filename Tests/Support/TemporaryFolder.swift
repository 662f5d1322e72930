import Foundation

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
}
