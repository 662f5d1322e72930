import Foundation

/// The built `datamart`, as a shell would start it.
enum BuiltCommand {
    struct Outcome: Sendable {
        var status: Int32
        var output: String
        var errors: String
        /// The lines of standard error, read as JSON; nil when one is none.
        var log: [[String: String]]? {
            var lines: [[String: String]] = []
            for line in errors.split(separator: "\n") {
                guard let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] else { return nil }
                lines.append(object.mapValues { "\($0)" })
            }
            return lines
        }
    }

    /// The command lies beside the tests.
    static var url: URL {
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL ?? Bundle.main.executableURL ?? URL(filePath: ".")
        return bundle.deletingLastPathComponent().appending(path: "datamart")
    }

    /// Runs the command in `folder` with none of this process's settings. `started` gets the number of its process.
    static func run(
        _ arguments: [String], in folder: TemporaryFolder, environment: [String: String] = [:], started: (Int32) -> Void = { _ in }
    ) async throws -> Outcome {
        try await launch(url, arguments, in: folder, environment, started)
    }

    /// Runs a script of the shell in `folder`, where `datamart` is the command.
    static func shell(_ script: String, in folder: TemporaryFolder) async throws -> Outcome {
        let path = url.deletingLastPathComponent().path + ":/usr/bin:/bin"
        return try await launch(URL(filePath: "/bin/sh"), ["-c", script], in: folder, ["PATH": path])
    }

    private static func launch(
        _ executable: URL, _ arguments: [String], in folder: TemporaryFolder, _ environment: [String: String],
        _ started: (Int32) -> Void = { _ in }
    ) async throws -> Outcome {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder.path)
        process.environment = environment.merging(["PATH": "/usr/bin:/bin", "HOME": folder.path]) { given, _ in given }
        let name = UUID().uuidString
        let (output, errors) = (try folder.file("\(name).out", ""), try folder.file("\(name).err", ""))
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle(forWritingAtPath: errors)
        let ended = AsyncStream.makeStream(of: Void.self)
        process.terminationHandler = { _ in ended.continuation.finish() }
        try process.run()
        started(process.processIdentifier)
        for await _ in ended.stream {}
        return Outcome(
            status: process.terminationStatus, output: try String(contentsOfFile: output, encoding: .utf8),
            errors: try String(contentsOfFile: errors, encoding: .utf8))
    }
}
