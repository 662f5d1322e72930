/// A MySQL or MariaDB server, the account on it and the database that Gold is published to.
public struct MySQLServer: Sendable, Hashable {
    /// Whether the connection is encrypted, and how much the server must prove.
    public enum TLSMode: String, Sendable, Hashable, CaseIterable {
        case disabled
        /// Encrypted when the server can, else plain.
        case preferred
        /// Encrypted, or no connection.
        case required
        /// Encrypted, the server's certificate valid and made out to its host.
        case verifyIdentity = "verify_identity"
    }

    /// The name or address of the machine; `localhost` is reached through TCP like any other.
    public var host: String
    /// The port of the server.
    public var port: Int
    /// The database, which must exist.
    public var database: String
    /// The account. Nil: the name of the process's user.
    public var user: String?
    /// The account's password. Never part of a message.
    public var password: String?
    /// Whether the connection is encrypted.
    public var tls: TLSMode
    /// The file with the certificates that ``TLSMode/verifyIdentity`` trusts. Nil: those of the system.
    public var certificateAuthority: String?
    /// Seconds to wait for a connection.
    var connectTimeout = 10
    /// Seconds to wait for the server to read or answer. Building the indexes of a year's partition is one answer.
    var answerTimeout = 1_800

    /// A server of the given parts.
    public init(
        host: String, port: Int = 3306, database: String, user: String? = nil, password: String? = nil, tls: TLSMode = .preferred,
        certificateAuthority: String? = nil
    ) {
        self.host = host
        self.port = port
        self.database = database
        self.user = user
        self.password = password
        self.tls = tls
        self.certificateAuthority = certificateAuthority
    }
}

extension MySQLServer: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// `mysql://user@host:port/database`, without the password.
    public var description: String { "mysql://\(user.map { $0 + "@" } ?? "")\(host):\(port)/\(database)" }
    /// As ``description``.
    public var debugDescription: String { description }
    /// Nothing to look into, so that a dump shows no password.
    public var customMirror: Mirror { Mirror(self, children: ["server": description]) }
}
