public import Foundation

/// The project's folder.
public let projectFolder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// The folder of real accidents, when `DATAMART_TEST_DATA` names one.
public enum RealData {
    /// The folder; nil when there is none.
    public static let folder = ProcessInfo.processInfo.environment["DATAMART_TEST_DATA"]
    /// Whether there is one.
    public static var isThere: Bool { folder != nil }

    /// A path inside the folder.
    public static func path(_ name: String) -> String { (folder ?? "") + "/" + name }
}

/// The interpreter that checks are made with: the path in `DATAMART_TEST_PYTHON`.
public enum Python {
    /// The interpreter; nil when there is none.
    public static let path = ProcessInfo.processInfo.environment["DATAMART_TEST_PYTHON"]

    /// What `code` prints; its complaints are part of that.
    ///
    /// - Throws: ``Command/Failure`` when it ends with an error.
    public static func output(_ code: String, _ arguments: String...) throws -> String {
        try Command.output(path ?? "python3", ["-c", code] + arguments)
    }

    /// Runs a script below the project's folder.
    public static func run(_ script: String, _ arguments: [String]) async throws -> Command.Outcome {
        let environment = ProcessInfo.processInfo.environment.merging(["TZ": "UTC", "PYTHONDONTWRITEBYTECODE": "1"]) { $1 }
        return try await Command.run(path ?? "python3", [projectFolder.appending(path: script).path] + arguments, environment: environment)
    }
}
