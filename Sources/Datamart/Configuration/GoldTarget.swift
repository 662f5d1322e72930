import Foundation

/// Where Gold is published.
///
/// Its text form is what `--gold` takes: `sqlite:PATH`, `mysql://USER@HOST:PORT/DATABASE` or `none`.
public enum GoldTarget: Sendable, Equatable {
    /// A SQLite file, replaced as a whole.
    case sqlite(path: String)
    /// A MySQL or MariaDB database.
    case mysql(MySQLAddress)
    /// Nowhere: everything is computed and checked, nothing is written.
    case none
}

/// A database on a MySQL server. Parts that an address leaves open come from the `mysql.*` settings.
public struct MySQLAddress: Sendable, Equatable {
    /// The server.
    public var host: String
    /// Nil: `mysql.port`.
    public var port: Int?
    /// Nil: `mysql.database`.
    public var database: String?
    /// Nil: `mysql.user`.
    public var user: String?
    /// Nil: `mysql.password`.
    public var password: String?

    /// An address of the given parts; those left out stay open.
    public init(host: String, port: Int? = nil, database: String? = nil, user: String? = nil, password: String? = nil) {
        self.host = host
        self.port = port
        self.database = database
        self.user = user
        self.password = password
    }

    /// The same address with its open parts filled from `settings`.
    func completed(by settings: DatamartConfiguration.MySQL) -> MySQLAddress {
        MySQLAddress(
            host: host, port: port ?? settings.port, database: database ?? settings.database, user: user ?? settings.user,
            password: password ?? settings.password)
    }
}

extension GoldTarget: CustomStringConvertible {
    /// The text form, any password masked.
    public var description: String {
        switch self {
        case .none: "none"
        case .sqlite(let path): "sqlite:\(path)"
        case .mysql(let address): "mysql://\(address)"
        }
    }
}

extension MySQLAddress: CustomStringConvertible {
    /// `user:***@host:port/database`, without the parts that are open.
    public var description: String {
        let credentials = user.map { $0 + (password == nil ? "@" : ":\(Setting.mask)@") } ?? ""
        return credentials + host + (port.map { ":\($0)" } ?? "") + (database.map { "/\($0)" } ?? "")
    }
}

extension GoldTarget: SettingValue {
    static var kind: String { "sqlite:PATH, mysql://USER@HOST:PORT/DATABASE or none" }

    var settingText: String { description }

    init?(settingText text: String) {
        if text == "none" {
            self = .none
        } else if text.hasPrefix("sqlite:"), let path = Self.path(String(text.dropFirst("sqlite:".count))) {
            self = .sqlite(path: path)
        } else if text.hasPrefix("mysql://"), let address = MySQLAddress(url: text) {
            self = .mysql(address)
        } else {
            return nil
        }
    }

    /// The path in what follows `sqlite:`; `sqlite:///absolute` is the URL spelling of `sqlite:/absolute`.
    private static func path(_ text: String) -> String? {
        let path = text.hasPrefix("///") ? String(text.dropFirst(2)) : text
        return path.isEmpty || path.hasPrefix("//") ? nil : path
    }
}

extension MySQLAddress {
    /// Nil when `url` names no host or holds parts that an address does not have.
    fileprivate init?(url: String) {
        guard let parts = URLComponents(string: url), let host = parts.host, !host.isEmpty, parts.query == nil, parts.fragment == nil,
            parts.port.map({ (1...65535).contains($0) }) ?? true
        else { return nil }
        let database = String(parts.path.dropFirst())
        guard !database.contains("/") else { return nil }
        self.init(
            host: host, port: parts.port, database: database.isEmpty ? nil : database, user: parts.user.flatMap { $0.isEmpty ? nil : $0 },
            password: parts.password)
    }
}
