import CMariaDB
import Foundation

/// A connection to a server: UTF-8, UTC, strict.
///
/// Its calls block until the server answers, and it belongs to one thread at a time: ``MySQLSession`` gives it one of its own.
final class MySQLConnection {
    let handle: UnsafeMutablePointer<MYSQL>
    let server: MySQLServer
    /// Which of the two dialects the server speaks.
    let dialect: MySQLDialect
    /// The server's number for this connection, by which `KILL` and the process list name it.
    let identifier: UInt
    /// What the server asks for while a `LOAD DATA LOCAL` is under way. Nil: every such request is refused.
    var localInfile: (any LocalInfileSource)?

    /// Connects.
    ///
    /// - Throws: ``MySQLError``.
    init(_ server: MySQLServer) throws(MySQLError) {
        self.server = server
        handle = try Self.connect(server)
        dialect = MySQLDialect(serverInfo: String(cString: mysql_get_server_info(handle)), version: Int(mysql_get_server_version(handle)))
        identifier = UInt(mysql_thread_id(handle))
        serveLocalInfile()
        for statement in Self.preparation { try execute(statement) }
    }

    deinit { mysql_close(handle) }

    /// Whether the server still answers.
    func ping() -> Bool { mysql_ping(handle) == 0 }

    /// What the library knows of the last failure.
    func lastError(_ statement: String?) -> MySQLError { Self.error(handle, statement) }

    private static let preparation = [
        "SET NAMES utf8mb4",
        """
        SET SESSION time_zone = '+00:00', \
        sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION', \
        wait_timeout = 86400, net_read_timeout = 600, net_write_timeout = 600
        """,
    ]

    /// The library's own state must be made once, before threads use it.
    private static let isLibraryReady = mysql_server_init(0, nil, nil) == 0

    /// The file with the certificates that the system trusts; one that does not exist makes the connection fail.
    private static let systemAuthority: String = {
        let files = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"]
        return files.first { FileManager.default.fileExists(atPath: $0) } ?? files[0]
    }()

    private static func connect(_ server: MySQLServer) throws(MySQLError) -> UnsafeMutablePointer<MYSQL> {
        guard server.tls == .preferred else { return try connect(server, encrypted: server.tls != .disabled) }
        do {
            return try connect(server, encrypted: true)
        } catch  where error.code == MySQLError.Code.tlsFailed {
            return try connect(server, encrypted: false)
        }
    }

    private static func connect(_ server: MySQLServer, encrypted: Bool) throws(MySQLError) -> UnsafeMutablePointer<MYSQL> {
        guard isLibraryReady, let handle = mysql_init(nil) else { throw MySQLError(code: 2008, message: "the client library is out of memory") }
        setOptions(handle, server, encrypted: encrypted)
        // The library takes `localhost` for a socket's file; a port was given, so a port is meant.
        let host = server.host == "localhost" ? "127.0.0.1" : server.host
        let port = UInt32(truncatingIfNeeded: server.port)
        guard mysql_real_connect(handle, host, server.user, server.password, server.database, port, nil, 0) != nil else {
            defer { mysql_close(handle) }
            throw error(handle, nil)
        }
        // The library goes on in plain text where the server cannot encrypt.
        if [.required, .verifyIdentity].contains(server.tls) && mysql_get_ssl_cipher(handle) == nil {
            mysql_close(handle)
            throw MySQLError(code: MySQLError.Code.tlsFailed, message: "the server does not encrypt, and mysql.ssl_mode is \(server.tls.rawValue)")
        }
        return handle
    }

    private static func setOptions(_ handle: UnsafeMutablePointer<MYSQL>, _ server: MySQLServer, encrypted: Bool) {
        set(handle, MYSQL_OPT_CONNECT_TIMEOUT, UInt32(truncatingIfNeeded: server.connectTimeout))
        set(handle, MYSQL_OPT_READ_TIMEOUT, UInt32(truncatingIfNeeded: server.answerTimeout))
        set(handle, MYSQL_OPT_WRITE_TIMEOUT, UInt32(truncatingIfNeeded: server.answerTimeout))
        set(handle, MYSQL_OPT_LOCAL_INFILE, UInt32(1))
        mysql_options(handle, MYSQL_SET_CHARSET_NAME, "utf8mb4")
        set(handle, MYSQL_OPT_SSL_ENFORCE, CChar(encrypted ? 1 : 0))
        set(handle, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, CChar(server.tls == .verifyIdentity ? 1 : 0))
        // Without one the library would believe any certificate.
        let authority = server.certificateAuthority ?? (server.tls == .verifyIdentity ? systemAuthority : nil)
        if encrypted, let authority { mysql_options(handle, MYSQL_OPT_SSL_CA, authority) }
    }

    private static func set<Value>(_ handle: UnsafeMutablePointer<MYSQL>, _ option: mysql_option, _ value: Value) {
        withUnsafePointer(to: value) { _ = mysql_options(handle, option, $0) }
    }

    private static func error(_ handle: UnsafeMutablePointer<MYSQL>, _ statement: String?) -> MySQLError {
        MySQLError(
            code: Int(mysql_errno(handle)), sqlState: String(cString: mysql_sqlstate(handle)), message: String(cString: mysql_error(handle)),
            statement: statement)
    }
}
