import Foundation
import TestSupport

/// The server's own client with a connection that stays open, as a reader has it.
final class MySQLClient {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    init(_ database: TestDatabase) throws {
        let address = database.address
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            ["mariadb", "--no-defaults", "--host=\(address.host)", "--port=\(address.port)", "--user=\(address.user)"]
            + (address.password.map { ["--password=\($0)"] } ?? []) + ["--batch", "--raw", "--skip-column-names", "--unbuffered", "--force", database.name]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        try process.run()
    }

    deinit { process.terminate() }

    /// What the client prints for `sql`, complaints included.
    func run(_ sql: String) throws -> String {
        input.fileHandleForWriting.write(Data("\(sql);\nSELECT 'that was all';\n".utf8))
        var text = ""
        while !text.hasSuffix("that was all\n") {
            guard let data = output.nextBytes() else { throw Shell.Failure(description: "the client ended after: \(text)") }
            text += String(decoding: data, as: UTF8.self)
        }
        return String(text.dropLast(13)).trimmingCharacters(in: .newlines)
    }
}
