/// Connections to one server, at most so many at a time, used again while they answer.
actor MySQLPool {
    let server: MySQLServer
    /// Connections that may be open at a time.
    let limit: Int
    private var idle: [(session: MySQLSession, since: ContinuousClock.Instant)] = []
    private var lent = 0
    /// Those who wait for a session, in the order in which they came.
    private(set) var waiting: [CheckedContinuation<Void, Never>] = []
    /// A connection that was idle for longer is asked whether it lives before it is lent.
    private static let trust = Duration.seconds(1)

    init(_ server: MySQLServer, limit: Int) {
        self.server = server
        self.limit = max(1, limit)
    }

    /// Calls `body` with a session that nobody else has, waiting for one when all are lent.
    func withSession<Result: Sendable>(_ body: @Sendable (MySQLSession) async throws -> Result) async throws -> Result {
        let session = await take()
        do {
            let result = try await body(session)
            give(session)
            return result
        } catch {
            // What the failure has left open on the connection (a transaction, half a result) must not reach the next user.
            await session.close()
            give(session)
            throw error
        }
    }

    /// A session that the caller must ``give(_:)`` back.
    func take() async -> MySQLSession {
        while lent >= limit { await withCheckedContinuation { waiting.append($0) } }
        lent += 1
        guard let (session, since) = idle.popLast() else { return MySQLSession(server) }
        if ContinuousClock.now - since > Self.trust { _ = await session.isAlive() }
        return session
    }

    /// Takes back a session that ``take()`` has lent.
    func give(_ session: MySQLSession) {
        idle.append((session, .now))
        lent -= 1
        if !waiting.isEmpty { waiting.removeFirst().resume() }
    }
}
