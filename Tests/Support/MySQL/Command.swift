/// A program that runs to its end.
public enum Command {
    /// A program that ended with an error.
    public struct Failure: Error, CustomStringConvertible {
        /// The program and what it complained of.
        public let description: String
    }

    /// What `program` with `arguments` prints, given `input`; its complaints are part of that.
    @discardableResult
    public static func output(_ program: String, _ arguments: [String], input: String = "") throws -> String {
        let process = try ChildProcess([program] + arguments)
        process.write(input)
        process.endInput()
        var bytes: [UInt8] = []
        while let more = process.read() { bytes += more }
        let text = String(decoding: bytes, as: UTF8.self)
        let status = process.wait()
        guard status == 0 else { throw Failure(description: "\(program) \(arguments.joined(separator: " ")) ended with \(status): \(text)") }
        return text
    }

    /// Whether `program` is on the path.
    public static func exists(_ program: String) -> Bool { (try? output("sh", ["-c", "command -v \(program)"])) != nil }
}
