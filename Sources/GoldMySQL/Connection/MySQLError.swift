/// What a MySQL server, or the library that speaks to it, reported.
public struct MySQLError: Error, Sendable, Hashable {
    /// The number of the error: the server's (1000 …), or the client library's (2000 …).
    public var code: Int
    /// The class of the error by SQL's own standard, five characters; `HY000` where there is none.
    var sqlState: String
    /// The server's words.
    public var message: String
    /// The statement, without values that were bound to it. Nil outside of statements.
    public var statement: String?

    /// An error of number `code`.
    public init(code: Int, sqlState: String = "HY000", message: String, statement: String? = nil) {
        self.code = code
        self.sqlState = sqlState
        self.message = message
        self.statement = statement
    }
}

extension MySQLError: CustomStringConvertible {
    /// Message, number, SQLSTATE and the beginning of the statement.
    public var description: String {
        let place = statement.map { " in: " + ($0.count > 200 ? $0.prefix(200) + "…" : $0) } ?? ""
        return "\(message) (error \(code), SQLSTATE \(sqlState))\(place)"
    }
}

extension MySQLError {
    /// Errors by the name that the manuals give them.
    enum Code {
        static let databaseAccessDenied = 1044
        static let accessDenied = 1045
        static let unknownDatabase = 1049
        static let tooManyConnections = 1040
        static let serverShutdown = 1053
        static let duplicateKey = 1062
        static let tableAccessDenied = 1142
        static let noSuchColumn = 1054
        static let noSuchTable = 1146
        static let notAllowedCommand = 1148
        static let packetTooLarge = 1153
        static let tableIsFull = 1114
        static let diskFull = 1021
        static let errorWritingFile = 1026
        static let lockWaitTimeout = 1205
        static let deadlock = 1213
        static let specificAccessDenied = 1227
        static let optionPreventsStatement = 1290
        static let readOnlyTransaction = 1792
        static let readOnly = 1836
        static let duplicateKeyWithName = 1586
        static let tableDefinitionChanged = 1412
        static let statementOutdated = 1615
        static let connectionKilled = 1927
        static let localFilesDisabledMySQL = 3948
        static let localFilesDisabledMariaDB = 4166
        static let clientInteractionTimeout = 4031
        static let cannotConnectSocket = 2002
        static let cannotConnect = 2003
        static let unknownHost = 2005
        static let serverGone = 2006
        static let serverLost = 2013
        static let tlsFailed = 2026
    }

    /// Whether the connection is gone: nothing more can be asked of it.
    var endsConnection: Bool {
        let codes = [
            Code.serverGone, Code.serverLost, Code.serverShutdown, Code.connectionKilled, Code.clientInteractionTimeout, 2055, 2014, 2027,
        ]
        return codes.contains(code)
    }

    /// Whether a server could not be reached for a reason that may pass.
    var isPassingRefusal: Bool {
        [Code.cannotConnect, Code.cannotConnectSocket, Code.tooManyConnections, Code.serverShutdown, 1203, 1226].contains(code) || endsConnection
    }

    /// Whether a transaction lost to another one and was rolled back, wholly or its last statement.
    var isLostRace: Bool { code == Code.deadlock || code == Code.lockWaitTimeout }

    /// Whether the server forbids `LOAD DATA LOCAL`.
    var forbidsLocalInfile: Bool {
        [Code.notAllowedCommand, Code.localFilesDisabledMySQL, Code.localFilesDisabledMariaDB].contains(code)
    }
}
