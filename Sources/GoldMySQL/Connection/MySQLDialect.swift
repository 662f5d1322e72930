/// Which of the two servers answers, and what follows for the statements it understands.
public struct MySQLDialect: Sendable, Hashable {
    /// The family.
    public enum Family: String, Sendable, Hashable { case mysql, mariadb }

    /// The family of the server.
    public var family: Family
    /// Its version as a number: 101119 is 10.11.19.
    public var version: Int

    /// MariaDB 10.6, the oldest that is supported.
    public static let mariadb = MySQLDialect(family: .mariadb, version: 100_600)
    /// MySQL 8.0.23, the oldest that is supported: invisible columns came with it.
    public static let mysql = MySQLDialect(family: .mysql, version: 80_023)

    init(family: Family, version: Int) {
        self.family = family
        self.version = version
    }

    init(serverInfo: String, version: Int) {
        self.init(family: serverInfo.lowercased().contains("mariadb") ? .mariadb : .mysql, version: version)
    }

    /// Whether the server is as new as what is documented here needs.
    var isSupported: Bool { version >= (family == .mariadb ? Self.mariadb : Self.mysql).version }

    /// The version as people write it: `10.11.19`.
    var versionText: String { "\(version / 10_000).\(version / 100 % 100).\(version % 100)" }

    /// The collation that compares UTF-8 byte by byte, blanks at the end included.
    var binaryCollation: String { family == .mariadb ? "utf8mb4_nopad_bin" : "utf8mb4_0900_bin" }
}

extension MySQLDialect: CustomStringConvertible {
    /// `MariaDB 10.11.19`
    public var description: String { "\(family == .mariadb ? "MariaDB" : "MySQL") \(versionText)" }
}
