/// Connections to one server, at most so many at a time, used again while they answer.
actor MySQLPool {
    let server: MySQLServer
    /// Connections that may be open at a time.
    let limit: Int
    private var idle: [(session: MySQLSession, since: ContinuousClock.Instant)] = []
    private var lent = 0
    /// Those who wait for a session: the weightiest first, among equals in the order in which they came.
    private(set) var waiting: [(weight: Int, continuation: CheckedContinuation<Void, Never>)] = []
    /// A connection that was idle for longer is asked whether it lives before it is lent.
    private static let trust = Duration.seconds(1)

    init(_ server: MySQLServer, limit: Int) {
        self.server = server
        self.limit = max(1, limit)
    }

    /// Calls `body` with a session that nobody else has, waiting for one when all are lent.
    ///
    /// - Parameter weight: what has more of it goes before others that wait.
    func withSession<Result: Sendable>(weight: Int = 0, _ body: @Sendable (MySQLSession) async throws -> Result) async throws -> Result {
        let session = await take(weight: weight)
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
    func take(weight: Int = 0) async -> MySQLSession {
        while lent >= limit {
            await withCheckedContinuation { continuation in
                waiting.insert((weight, continuation), at: waiting.firstIndex { $0.weight < weight } ?? waiting.endIndex)
            }
        }
        lent += 1
        guard let (session, since) = idle.popLast() else { return MySQLSession(server) }
        if ContinuousClock.now - since > Self.trust { _ = await session.isAlive() }
        return session
    }

    /// Takes back a session that ``take(weight:)`` has lent.
    func give(_ session: MySQLSession) {
        idle.append((session, .now))
        lent -= 1
        if !waiting.isEmpty { waiting.removeFirst().continuation.resume() }
    }
}
