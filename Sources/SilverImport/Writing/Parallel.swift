import Silver
import Synchronization

/// Runs `body` for 0 ..< `count` on at most `width` tasks; each takes the next number when it is done with one.
///
/// Stops early when the task is canceled or a call throws; the first error is thrown.
func inParallel(_ count: Int, width: Int, _ body: @escaping @Sendable (Int) throws -> Void) async throws {
    let next = Counter()
    try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<min(width, count) {
            group.addTask {
                while true {
                    let index = next.take()
                    guard index < count else { return }
                    try Task.checkCancellation()
                    try body(index)
                }
            }
        }
        try await group.waitForAll()
    }
}

private final class Counter: Sendable {
    private let value = Atomic(0)
    func take() -> Int { value.wrappingAdd(1, ordering: .relaxed).oldValue }
}
