import Foundation
import TestSupport

/// A sqlite3 command line that stays open on a file, as another program's connection does.
final class SQLiteSession {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    init(_ file: URL) throws {
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["sqlite3", "-batch", file.path]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    deinit { process.terminate() }

    /// What the session prints for `sql`.
    func run(_ sql: String) throws -> String {
        input.fileHandleForWriting.write(Data("\(sql);\n.print end\n".utf8))
        var text = ""
        while !text.hasSuffix("end\n") {
            guard let data = output.nextBytes() else { throw SQLiteSessionEnded(output: text) }
            text += String(decoding: data, as: UTF8.self)
        }
        return text.dropLast(4).trimmingCharacters(in: .newlines)
    }

    /// Ends the session as a program that closes the file does.
    func close() throws {
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// Ends the session without letting it close anything.
    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}

/// The command line ended before it had answered.
struct SQLiteSessionEnded: Error {
    let output: String
}
