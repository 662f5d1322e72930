import Silver
import Synchronization

/// Runs `body` for 0 ..< `count` on at most `width` tasks; each takes the next number when it is done with one.
///
/// Stops early when the task is canceled or a call throws; the first error is thrown.
///
/// - Returns: what each call returned, in the order of the numbers.
@discardableResult
func inParallel<Result: Sendable>(_ count: Int, width: Int, _ body: @escaping @Sendable (Int) throws -> Result) async throws -> [Result] {
    let next = Counter()
    return try await withThrowingTaskGroup(of: [(index: Int, result: Result)].self) { group in
        for _ in 0..<min(width, count) {
            group.addTask {
                var results: [(index: Int, result: Result)] = []
                while true {
                    let index = next.take()
                    guard index < count else { return results }
                    try Task.checkCancellation()
                    results.append((index, try body(index)))
                }
            }
        }
        return try await group.reduce(into: []) { $0 += $1 }.sorted { $0.index < $1.index }.map(\.result)
    }
}

private final class Counter: Sendable {
    private let value = Atomic(0)
    func take() -> Int { value.wrappingAdd(1, ordering: .relaxed).oldValue }
}
