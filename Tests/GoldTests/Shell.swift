import Foundation
import TestSupport

/// Programs that tests judge by: neither shares code with what is tested.
enum Shell {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// What `program` with `arguments` prints, without the last line's end.
    static func output(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let text = String(decoding: output.bytes(), as: UTF8.self)
        let complaint = String(decoding: errors.bytes(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(description: "\(program) \(arguments): \(complaint)") }
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    /// What the sqlite3 command line prints for `sql` on `file`.
    static func sqlite(_ file: URL, _ sql: String, _ options: String...) throws -> String {
        try output("sqlite3", ["-batch"] + options + [file.path, sql])
    }
}
