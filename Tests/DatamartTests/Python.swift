import Foundation
import TestSupport

/// The interpreter that checks are made with: the path in `DATAMART_TEST_PYTHON`.
enum Python {
    static let path = ProcessInfo.processInfo.environment["DATAMART_TEST_PYTHON"]

    /// What `script` prints.
    static func run(_ script: String, _ arguments: String...) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: path ?? "")
        process.arguments = ["-c", script] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.bytes()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
    }
}
