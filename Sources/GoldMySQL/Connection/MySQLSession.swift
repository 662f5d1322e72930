import Gold

/// A connection with a thread of its own: callers wait for the server without holding a thread that tasks run on.
///
/// It connects when it is first used.
actor MySQLSession {
    private let server: MySQLServer
    private var connection: MySQLConnection?
    private let thread = SerialThread(label: "datamart.mysql.connection")

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    init(_ server: MySQLServer) { self.server = server }

    /// Calls `body` with the connection, on this session's thread. A connection that has ended under it is given up.
    func run<Result: Sendable>(_ body: @Sendable (MySQLConnection) throws -> Result) throws -> Result {
        let connection = try connection ?? MySQLConnection(server)
        self.connection = connection
        do {
            return try body(connection)
        } catch let error as MySQLError {
            if error.endsConnection { self.connection = nil }
            throw error
        }
    }

    /// Whether the server answers on the connection that is open. A connection that does not is given up.
    func isAlive() -> Bool {
        if connection?.ping() == true { return true }
        connection = nil
        return false
    }

    /// Ends the connection and what the server holds for it: locks, temporary tables, an open transaction.
    func close() { connection = nil }
}
