import Foundation

/// The server that tests share: the one that `MYSQL_TEST_URL` names, else a private one that is started with the first test.
public enum TestServer {
    /// Where the server is, and an account that may create databases.
    public struct Address: Sendable {
        /// The server.
        public var host: String
        /// Its port.
        public var port: Int
        /// The account.
        public var user: String
        /// Its password; nil: none.
        public var password: String?
    }

    /// Whether there is a server, or one can be started.
    public static var isAvailable: Bool { given != nil || PrivateServer.isAvailable }

    /// Whether the server is one of our own, which tests may set up as they like.
    public static var isPrivate: Bool { given == nil }

    /// The address of the server, which runs from the first call on.
    public static func address() throws -> Address {
        if let given { return given }
        return Address(host: "127.0.0.1", port: try shared.get().port, user: "root", password: nil)
    }

    /// `MYSQL_TEST_URL`, such as `mysql://root:secret@127.0.0.1:3306`.
    private static let given: Address? = ProcessInfo.processInfo.environment["MYSQL_TEST_URL"].flatMap(URLComponents.init).map {
        Address(host: $0.host ?? "127.0.0.1", port: $0.port ?? 3306, user: $0.user ?? "root", password: $0.password)
    }

    private static let shared = Result {
        try PrivateServer([
            "--innodb-flush-log-at-trx-commit=0", "--max-connections=500",
            // The databases of all tests have more tables than a server usually remembers: see docs/mysql.md on old snapshots.
            "--table-definition-cache=20000",
        ])
    }
}

/// An empty database of a test's own, dropped with its last reference.
public final class TestDatabase: Sendable {
    /// Its name.
    public let name: String
    /// The server that it is in.
    public let address: TestServer.Address

    /// Creates the database on the shared server.
    public convenience init() throws { try self.init(on: TestServer.address()) }

    /// Creates the database on a server of the test's own.
    public convenience init(on server: PrivateServer) throws {
        try self.init(on: TestServer.Address(host: "127.0.0.1", port: server.port, user: "root", password: nil))
    }

    private init(on address: TestServer.Address) throws {
        name = "test_" + UUID().uuidString.replacing("-", with: "").lowercased()
        self.address = address
        try Self.run(address, nil, "CREATE DATABASE \(name) CHARACTER SET utf8mb4")
    }

    deinit { _ = try? Self.run(address, nil, "SET SESSION lock_wait_timeout = 5; DROP DATABASE IF EXISTS \(name)") }

    /// `mysql://user:password@host:port/name`
    public var url: String {
        let password = address.password.map { ":\($0)" } ?? ""
        return "mysql://\(address.user)\(password)@\(address.host):\(address.port)/\(name)"
    }

    /// What the client prints for `sql`: tabs between columns, no header.
    @discardableResult
    public func sql(_ sql: String) throws -> String { try Self.run(address, name, sql) }

    /// The lines that the client prints for `sql`.
    public func lines(_ sql: String) throws -> [String] { try self.sql(sql).split(separator: "\n").map(String.init) }

    @discardableResult
    private static func run(_ address: TestServer.Address, _ database: String?, _ sql: String) throws -> String {
        var arguments = ["--no-defaults", "--host=\(address.host)", "--port=\(address.port)", "--user=\(address.user)"]
        arguments += address.password.map { ["--password=\($0)"] } ?? []
        arguments += ["--default-character-set=utf8mb4", "--batch", "--raw", "--skip-column-names"]
        return try Command.output("mariadb", arguments + (database.map { [$0] } ?? []), input: sql)
    }
}
