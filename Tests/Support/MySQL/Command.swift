import Foundation

/// A program that ran to its end.
public enum Command {
    /// A program that ended with an error.
    public struct Failure: Error, CustomStringConvertible {
        /// The program and what it complained of.
        public let description: String
    }

    /// What `program` with `arguments` prints, given `input`.
    @discardableResult
    public static func output(_ program: String, _ arguments: [String], input: String = "") throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        let (standardInput, output, errors) = (Pipe(), Pipe(), try temporaryFile())
        defer { try? FileManager.default.removeItem(at: errors) }
        process.standardInput = standardInput
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        if !input.isEmpty { standardInput.fileHandleForWriting.write(Data(input.utf8)) }
        try? standardInput.fileHandleForWriting.close()
        let text = String(decoding: output.bytes(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(description: "\(program) \(arguments): \((try? String(contentsOf: errors, encoding: .utf8)) ?? "")")
        }
        return text
    }

    /// Whether `program` is on the path.
    public static func exists(_ program: String) -> Bool { (try? output("sh", ["-c", "command -v \(program)"])) != nil }

    private static func temporaryFile() throws -> URL {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("datamart-\(UUID().uuidString).err")
        try Data().write(to: file)
        return file
    }
}
