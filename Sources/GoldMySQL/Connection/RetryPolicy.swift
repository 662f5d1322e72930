/// How often something that failed for a passing reason is tried again, and how long to wait before.
public struct RetryPolicy: Sendable, Hashable {
    /// Tries after the first.
    public var retries: Int
    /// The pause before the second try; each further one is twice as long, at most a minute.
    public var delay: Duration

    /// So many `retries` after pauses that begin with `delay`.
    public init(retries: Int = 3, delay: Duration = .seconds(5)) {
        self.retries = retries
        self.delay = delay
    }

    /// The pause before try `number`, counted from 1 for the second.
    func pause(before number: Int) -> Duration { min(delay * (1 << min(number - 1, 20)), max(delay, .seconds(60))) }

    /// Calls `body` until it succeeds, fails for a reason that `isPassing` does not accept, or the tries are used up.
    ///
    /// - Precondition: `body` may be repeated: it does the same when its work was done already.
    func run<Result>(
        isolation: isolated (any Actor)? = #isolation, while isPassing: (MySQLError) -> Bool, _ body: () async throws -> Result
    ) async throws -> Result {
        var tries = 0
        while true {
            do {
                return try await body()
            } catch let error as MySQLError where isPassing(error) && tries < retries {
                tries += 1
                try await Task.sleep(for: pause(before: tries))
            }
        }
    }
}
