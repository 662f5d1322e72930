import Dispatch
import Foundation

/// The process was told to stop by a signal.
struct Interruption: Error, Equatable {
    var signal: Int32

    /// The shell's convention: 128 + signal (130 for an interrupt, 143 for termination).
    var exitStatus: Int32 { 128 + signal }
}

/// Runs `work`, cancelling it when an interrupt or a request to terminate arrives, and waits until it has cleaned up.
///
/// Work that ends well in spite of the signal has ended well. A second signal ends the process at once.
///
/// - Throws: ``Interruption`` when `work` was cancelled by a signal, else what `work` throws.
func interruptible<Result: Sendable>(_ work: @escaping @Sendable () async throws -> Result) async throws -> Result {
    let (signals, continuation) = AsyncStream.makeStream(of: Int32.self)
    let sources = [SIGINT, SIGTERM].map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { continuation.yield(number) }
        source.resume()
        return source
    }
    defer {
        for source in sources { source.cancel() }
        restoreSignals()
    }
    return try await race(work, against: signals)
}

private enum Event<Result: Sendable>: Sendable {
    case finished(Result)
    case signal(Int32)
    case noSignal
}

private func race<Result: Sendable>(
    _ work: @escaping @Sendable () async throws -> Result, against signals: AsyncStream<Int32>
) async throws -> Result {
    try await withThrowingTaskGroup(of: Event<Result>.self) { group in
        group.addTask { .finished(try await work()) }
        group.addTask { await signals.first { _ in true }.map { .signal($0) } ?? .noSignal }
        var interruption: Interruption?
        do {
            while let event = try await group.next() {
                group.cancelAll()
                if case .finished(let result) = event { return result }
                if case .signal(let number) = event {
                    interruption = Interruption(signal: number)
                    restoreSignals()
                }
            }
        } catch {
            group.cancelAll()
            throw interruption ?? error
        }
        throw CancellationError()
    }
}

/// From here on the signals do what they do by default: end the process.
private func restoreSignals() {
    signal(SIGINT, SIG_DFL)
    signal(SIGTERM, SIG_DFL)
}
