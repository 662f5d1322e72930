public import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A MariaDB server of a test's own: its data in a folder, on a free port of this machine.
///
/// It ends with this object and with this process, however that ends: a shell that reads from a pipe of ours kills it by its number
/// when the pipe's other end is gone.
public final class PrivateServer: Sendable {
    /// The port it listens on, at 127.0.0.1.
    public let port: Int
    /// The folder of its data and of what it logs.
    public let folder: URL
    private let arguments: [String]
    /// The shell that ends the running server when its input ends. Nil while the server is down.
    private let lifeline = Mutex<ChildProcess?>(nil)

    /// Whether a server can be started here.
    public static let isAvailable = Command.exists("mariadbd") && Command.exists("mariadb-install-db")

    /// Makes a server with `arguments` besides those it needs, and starts it.
    ///
    /// - Parameter folder: an existing folder for its data, such as a small file system; nil makes one that goes with the object.
    public init(_ arguments: [String] = [], folder: URL? = nil) throws {
        self.arguments = arguments
        self.folder = folder ?? FileManager.default.temporaryDirectory.appendingPathComponent("datamart-mysql-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: self.folder, withIntermediateDirectories: true)
        port = try Self.freePort()
        try Command.output(
            "mariadb-install-db",
            ["--no-defaults", "--datadir=\(self.folder.path)", "--auth-root-authentication-method=normal", "--skip-test-db"] + Self.account
                + arguments)
        try start()
    }

    deinit {
        kill()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Starts the server with `more` arguments, and waits until it answers.
    public func start(_ more: [String] = []) throws {
        let server = [
            "mariadbd", "--no-defaults", "--datadir=\(folder.path)", "--socket=\(folder.path)/s", "--pid-file=\(folder.path)/pid",
            "--bind-address=127.0.0.1", "--port=\(port)", "--local-infile=1", "--skip-name-resolve", "--log-error=\(folder.path)/error.log",
        ]
        let guardian = ["sh", "-c", Self.guardian, "guardian", folder.path]
        let started = try ChildProcess(guardian + server + Self.account + arguments + more, isQuiet: true)
        lifeline.withLock { $0 = started }
        try waitUntilUp()
    }

    /// Ends the server as a power cut does, and waits until it is gone.
    public func kill() {
        let guardian = lifeline.withLock { lifeline in
            defer { lifeline = nil }
            return lifeline
        }
        guardian?.write("keep")
        guardian?.endInput()
        guardian?.wait()
    }

    /// What the client prints for `sql` as root: tabs between columns, no header.
    @discardableResult
    public func sql(_ sql: String, database: String? = nil) throws -> String {
        let address = ["--no-defaults", "--host=127.0.0.1", "--port=\(port)", "--user=root", "--default-character-set=utf8mb4"]
        return try Command.output("mariadb", address + ["--batch", "--raw", "--skip-column-names"] + (database.map { [$0] } ?? []), input: sql)
    }

    /// Waits for the end of the pipe, then kills what it has started, and removes the folder unless it is told to keep it.
    private static let guardian = """
        trap '' INT TERM HUP
        folder=$1; shift
        "$@" </dev/null & server=$!
        word=$(cat)
        kill -9 $server
        wait $server
        [ "$word" = keep ] || rm -rf "$folder"
        """

    /// A server that root starts must be told so.
    private static let account = getuid() == 0 ? ["--user=root"] : []

    private func waitUntilUp() throws {
        for _ in 0..<600 {
            if (try? sql("SELECT 1")) != nil { return }
            usleep(50_000)
        }
        let log = (try? String(contentsOf: folder.appendingPathComponent("error.log"), encoding: .utf8)) ?? ""
        throw Command.Failure(description: "the server did not come up in 30 s: \(log.suffix(2_000))")
    }

    private static func freePort() throws -> Int {
        let (socket, port) = try LocalSocket.listen()
        close(socket)
        return port
    }
}
