import Dispatch
import Foundation

/// A program that runs to its end: the one way in which tests run others.
public enum Command {
    /// A program that ended with an error.
    public struct Failure: Error, CustomStringConvertible {
        /// The program and what it complained of.
        public let description: String
    }

    /// How a program ended, and what it printed.
    public struct Outcome: Sendable {
        /// Its exit code, or 128 and the signal that ended it.
        public var status: Int32
        /// What it printed to standard output.
        public var output: String
        /// What it printed to standard error.
        public var errors: String
    }

    /// What `program` with `arguments` prints, given `input`; its complaints are part of that.
    @discardableResult
    public static func output(_ program: String, _ arguments: [String], input: String = "") throws -> String {
        let process = try ChildProcess([program] + arguments)
        let text = finish(process, input)
        let status = process.wait()
        guard status == 0 else { throw Failure(description: "\(program) \(arguments.joined(separator: " ")) ended with \(status): \(text)") }
        return text
    }

    /// Runs `program` with `arguments`, on a thread of its own.
    ///
    /// - Parameters:
    ///   - folder: where it works; nil for where this process does.
    ///   - environment: its variables; nil for those of this process.
    ///   - started: gets the number of its process.
    public static func run(
        _ program: String, _ arguments: [String], in folder: String? = nil, environment: [String: String]? = nil, started: (Int32) -> Void = { _ in }
    ) async throws -> Outcome {
        let complaints = try TemporaryFolder()
        let process = try ChildProcess([program] + arguments, in: folder, environment: environment, errors: complaints / "errors")
        started(process.identifier)
        let (status, output) = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                let text = finish(process, "")
                continuation.resume(returning: (process.wait(), text))
            }
        }
        let errors = (try? Data(contentsOf: URL(filePath: complaints / "errors"))) ?? Data()
        return Outcome(status: status, output: output, errors: String(decoding: errors, as: UTF8.self))
    }

    private static func finish(_ process: ChildProcess, _ input: String) -> String {
        process.write(input)
        process.endInput()
        var bytes: [UInt8] = []
        while let more = process.read() { bytes += more }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether `program` is on the path.
    public static func exists(_ program: String) -> Bool { (try? output("sh", ["-c", "command -v \(program)"])) != nil }
}
