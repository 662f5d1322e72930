/// The server's own client with a connection that stays open, as a reader has it.
public final class MySQLClient {
    private let process: ChildProcess
    /// Kept, so that the database is dropped after the connection has ended.
    private let database: TestDatabase

    /// Connects to `database`.
    public init(_ database: TestDatabase) throws {
        self.database = database
        let address = database.address
        var arguments = ["mariadb", "--no-defaults", "--host=\(address.host)", "--port=\(address.port)", "--user=\(address.user)"]
        if let password = address.password { arguments.append("--password=\(password)") }
        process = try ChildProcess(arguments + ["--batch", "--raw", "--skip-column-names", "--unbuffered", "--force", database.name])
    }

    deinit {
        process.endInput()
        process.wait()
    }

    /// What the client prints for `sql`, complaints included.
    public func run(_ sql: String) throws -> String {
        process.write("\(sql);\nSELECT 'that was all';\n")
        let end = "that was all\n"
        var text = ""
        while !text.hasSuffix(end) {
            guard let more = process.read() else { throw Command.Failure(description: "the client ended after: \(text)") }
            text += String(decoding: more, as: UTF8.self)
            // The client goes on without a server, and would say nothing more.
            if text.contains(/ERROR 20[0-9][0-9]\s/) { throw Command.Failure(description: "the server is gone: \(text)") }
        }
        text.removeLast(end.count)
        while text.hasSuffix("\n") { text.removeLast() }
        return text
    }
}
