import Foundation
import Synchronization
import TestSupport

/// A reader that asks for all tables of ``VersionedGold`` in one snapshot after another, on a thread of its own, until it is told to stop.
final class VersionReader: Sendable {
    /// What was seen.
    struct Findings: Sendable {
        /// Snapshots that were read whole, and those that were told to begin again (error 1412).
        var rounds = 0
        var retries = 0
        /// The versions that were seen.
        var versions: Set<String> = []
        /// Answers that a reader must never get.
        var wrong: [String] = []
    }

    private let findings = Mutex(Findings())
    private let isStopped = Mutex(false)
    private let ended = AsyncStream.makeStream(of: Void.self)

    /// Connects to `database` and begins to read.
    init(_ database: TestDatabase) throws {
        let client = Mutex(try MySQLClient(database))
        let thread = Thread { [self] in
            while !isStopped.withLock({ $0 }) { client.withLock { readOnce($0) } }
            ended.continuation.finish()
        }
        thread.start()
    }

    /// Ends the reading, and says what was seen.
    func stop() async -> Findings {
        isStopped.withLock { $0 = true }
        for await _ in ended.stream {}
        return findings.withLock { $0 }
    }

    private func readOnce(_ client: MySQLClient) {
        let statements = ["START TRANSACTION WITH CONSISTENT SNAPSHOT"] + VersionedGold.queries + ["COMMIT"]
        let answer = Result { try client.run(statements.joined(separator: ";\n")) }
        findings.withLock { findings in
            guard case .success(let text) = answer else { return findings.wrong.append("\(answer)") }
            let lines = text.split(separator: "\n").map(String.init)
            let errors = lines.filter { $0.hasPrefix("ERROR") }
            guard errors.isEmpty else {
                findings.retries += 1
                return findings.wrong += errors.filter { !$0.hasPrefix("ERROR 1412") }
            }
            findings.rounds += 1
            let versions = Set(lines)
            if lines.count != VersionedGold.queries.count || versions.count != 1 || !(lines.first?.hasSuffix("\t0") ?? false) {
                findings.wrong.append(lines.joined(separator: " | "))
            }
            findings.versions.formUnion(versions)
        }
    }
}
