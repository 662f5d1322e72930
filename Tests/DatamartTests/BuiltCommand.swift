import Foundation
import TestSupport

/// The built `datamart`, as a shell would start it.
enum BuiltCommand {
    /// The command is beside the tests.
    static var url: URL {
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL ?? Bundle.main.executableURL ?? URL(filePath: ".")
        return bundle.deletingLastPathComponent().appending(path: "datamart")
    }

    /// Runs the command in `folder` with none of this process's settings. `started` gets the number of its process.
    static func run(
        _ arguments: [String], in folder: TemporaryFolder, environment: [String: String] = [:], started: (Int32) -> Void = { _ in }
    ) async throws -> Command.Outcome {
        try await launch(url.path, arguments, in: folder, environment, started)
    }

    /// Runs a script of the shell in `folder`, where `datamart` is the command.
    static func shell(_ script: String, in folder: TemporaryFolder) async throws -> Command.Outcome {
        let path = url.deletingLastPathComponent().path + ":/usr/bin:/bin"
        return try await launch("/bin/sh", ["-c", script], in: folder, ["PATH": path])
    }

    private static func launch(
        _ executable: String, _ arguments: [String], in folder: TemporaryFolder, _ environment: [String: String],
        _ started: (Int32) -> Void = { _ in }
    ) async throws -> Command.Outcome {
        let environment = environment.merging(["PATH": "/usr/bin:/bin", "HOME": folder.path]) { given, _ in given }
        return try await Command.run(executable, arguments, in: folder.path, environment: environment, started: started)
    }
}

extension Command.Outcome {
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
